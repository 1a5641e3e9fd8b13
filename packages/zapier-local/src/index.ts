/**
 * Runs a Zapier integration on one machine as Zapier's servers do.
 *
 * @packageDocumentation
 */
export { missingKeys } from './checks/missing-keys.ts';
export { type Clock, realClock, type VirtualClock, virtualClock } from './clock.ts';
export { createIngress, type Hook, type HookFault, type HookRequest } from './hooks/ingress.ts';
export { type OutgoingRequest, post } from './hooks/post.ts';
export { renameHeader } from './hooks/rename-headers.ts';
export {
  type AppProcess,
  type ChildAppProcess,
  type ChildProcessOptions,
  inChildProcess,
  inThisProcess,
  KILLED,
} from './process/app-process.ts';
export type { AppEvent, Handler, HandlerError, Outcome } from './process/outcome.ts';
export { type Listening, listen } from './server.ts';
export { type Cache, createCache } from './services/cache.ts';
export { type CacheCall, createServices, type Services } from './services/services.ts';
export type { Bundle } from './zapier/app-calls.ts';
export type { Action, Definition } from './zapier/definition.ts';
export { Zapier, type ZapierOptions } from './zapier/zapier.ts';
export { type Connection, type Run, readable, type Zap, ZapierError } from './zapier/zaps.ts';
