import { type Connection, ZapierError } from 'zapier-local';
import { isRecord } from '../../schema/json.ts';
import type { Sandbox } from '../sandbox.ts';
import { type RawHook, startRawHook } from './raw-hook.ts';
import type { Row } from './report.ts';

/** The checks of an action, in order. */
export const ACTION_CHECKS = ['Run', 'Output', 'At the provider', 'Retry', 'Invalid input', 'Continue'] as const;

/** The results for an action. */
export type ActionRow = Row<(typeof ACTION_CHECKS)[number]>;

/** The result of running an action. */
export type ActionResult =
  | { readonly ok: true; readonly output: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly name: string; readonly message: string };

/** What the checks of all actions share. */
export interface ActionContext {
  readonly sandbox: Sandbox;
  readonly connection: Connection;
  readonly hook: RawHook;
  /** The sample in the built app's definition. */
  sampleOf(key: string): Readonly<Record<string, unknown>>;
  run(key: string, connection: Connection, input: Readonly<Record<string, unknown>>): Promise<ActionResult>;
}

/** Creates the context and starts its raw hook. */
export const createActionContext = async (sandbox: Sandbox, connection: Connection): Promise<ActionContext> => {
  const { creates } = await sandbox.zapier.definition();
  return {
    sandbox,
    connection,
    hook: await startRawHook(),
    sampleOf(key) {
      const sample = creates[key]?.operation['sample'];
      return isRecord(sample) ? sample : {};
    },
    async run(key, account, input) {
      try {
        const output = await sandbox.zapier.create(key, account, input);
        return { ok: true, output: isRecord(output) ? output : {} };
      } catch (error) {
        if (!(error instanceof ZapierError)) throw error;
        return { ok: false, name: error.name, message: error.message };
      }
    },
  };
};

/** The outcome of a run: `success`, or the name of its error. */
export const outcomeOf = (result: ActionResult, success: string): string => (result.ok ? success : result.name);

/** The connection with another value in a field. */
export const withField = (connection: Connection, field: string, value: string): Connection => ({
  ...connection,
  authData: { ...connection.authData, [field]: value },
});
