/**
 * Runs a Zapier integration on one machine as Zapier's servers do.
 *
 * @packageDocumentation
 */
export { AppLoadError } from './app/app-load-error.ts';
export { type LoadedApp, type LoadOptions, loadApp } from './app/load-app.ts';
export type { SearchPage } from './calls/single-calls.ts';
export { type CheckResult, checkResults, type TriggerResults } from './checks/check-results.ts';
export { missingKeys } from './checks/missing-keys.ts';
export { type OutputField, toOutputFields } from './checks/output-fields.ts';
export { type Clock, realClock, type VirtualClock, virtualClock } from './clock.ts';
export { type Attack, type AttackResult, expectedOf, runAttack } from './config/attack.ts';
export { type AttackOutcome, AttackTarget } from './config/attack-target.ts';
export { type Check, type CheckContext, runChecks } from './config/check.ts';
export { type Config, defineConfig } from './config/config.ts';
export { ConfigError } from './config/config-error.ts';
export type { EmulatedEvent, EmulatorContext, RunningEmulator, StartEmulator } from './config/emulator.ts';
export { loadConfig } from './config/load-config.ts';
export type { Local } from './config/local.ts';
export { type LocalOptions, startLocal } from './config/start-local.ts';
export type { Choice, Choices } from './fields/choices.ts';
export type { Fields } from './fields/fields.ts';
export type { InputField } from './fields/input-field.ts';
export { createIngress, type Hook, type HookFault } from './hooks/ingress.ts';
export { type OutgoingRequest, post } from './hooks/post.ts';
export { renameHeader } from './hooks/rename-headers.ts';
export type { HookRequest } from './hooks/request.ts';
export { type AppProcess, type ChildAppProcess, inThisProcess } from './process/app-process.ts';
export { type ChildProcessOptions, inChildProcess } from './process/child-app-process.ts';
export { KILLED, NOT_SERIALIZABLE, TIMED_OUT } from './process/failures.ts';
export { type NetworkRules, OptionError } from './process/network/rules.ts';
export type { AppEvent, FailedOutcome, Handler, HandlerError, HandlerResult, Outcome } from './process/outcome.ts';
export { type StartOptions, startApp } from './process/start-app.ts';
export type { JsonObject } from './records.ts';
export { type Listening, listen } from './server.ts';
export { type Cache, createCache } from './services/cache.ts';
export { type CacheCall, createServices, type Services } from './services/services.ts';
export { skewedClock } from './skewed-clock.ts';
export type { ActionRun, ActionStep } from './zapier/action-runs.ts';
export type { Bundle } from './zapier/bundle.ts';
export type {
  Action,
  ActionKind,
  ActionName,
  Authentication,
  AuthField,
  Definition,
  OAuth2Config,
  SearchOrCreate,
} from './zapier/definition.ts';
export { readable } from './zapier/readable.ts';
export { Zapier, type ZapierOptions } from './zapier/zapier.ts';
export { type Connection, type Run, type Zap, ZapierError } from './zapier/zaps.ts';
