import { type Connection, ZapierError } from 'zapier-local';
import { isRecord } from '../../schema/json.ts';
import { isSecretField } from './leaks.ts';
import type { Bench } from './sandbox.ts';
import { unversioned } from './versioned.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The result of a run of an action. */
export interface ActionResult {
  readonly output: Fields;
  /** The name of the error that ended it, if any. */
  readonly error: string | undefined;
  /** The error message that the user sees, without the version. */
  readonly message: string;
  /** Everything that Zapier and its logs received during the run. */
  readonly received: string;
}

/** The connection of a bench with some fields changed; `undefined` removes one. */
export const withAuth = ({ connection }: Bench, changes: Readonly<Record<string, string | undefined>>): Connection => {
  const merged = Object.entries({ ...connection.authData, ...changes });
  const filled = merged.flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[key, value]]));
  return { ...connection, authData: Object.fromEntries(filled) };
};

/** The values of a connection that must not appear anywhere else. */
export const secretsOf = ({ authData }: Connection): string[] =>
  Object.entries(authData).flatMap(([key, value]) =>
    // Freshpaint's API accepts everything that contains this ID.
    isSecretField(key) || key === 'freshpaint_environment_id' ? [value] : [],
  );

/** Runs an action of the app as a step of a Zap does. */
export const act = async (
  bench: Bench,
  key: string,
  input: Fields,
  on: Connection = bench.connection,
): Promise<ActionResult> => {
  const { zapier } = bench.sandbox;
  const { logs } = zapier.services;
  const [logged, printed] = [logs.length, bench.printed.length];
  const textSince = (last: string) => [...logs.slice(logged), ...bench.printed.slice(printed), last].join('\n');
  try {
    const output = await zapier.create(key, on, input);
    return { output: isRecord(output) ? output : {}, error: undefined, message: '', received: textSince('') };
  } catch (error) {
    if (!(error instanceof ZapierError)) throw error;
    const { name, message, detail } = error;
    return {
      output: {},
      error: name,
      message: unversioned(message),
      received: textSince(`${detail.message}\n${detail.stack}`),
    };
  }
};
