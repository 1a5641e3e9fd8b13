import { type Connection, ZapierError } from '../../sandbox/zapier/zaps.ts';
import { isRecord } from '../../schema/json.ts';
import type { Bench } from './sandbox.ts';

type Fields = Readonly<Record<string, unknown>>;

/** How a run of an action ended, and all that Zapier keeps of it. */
export interface Acted {
  readonly output: Fields;
  /** The name of the error that ended it, or nothing. */
  readonly error: string | undefined;
  /** The sentence that the user reads. */
  readonly message: string;
  /** Everything that Zapier or its logs were told during the run. */
  readonly said: string;
}

/** The connection of a bench with some of its fields changed; `undefined` empties one. */
export const withAuth = ({ connection }: Bench, changes: Readonly<Record<string, string | undefined>>): Connection => {
  const merged = Object.entries({ ...connection.authData, ...changes });
  const filled = merged.flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[key, value]]));
  return { ...connection, authData: Object.fromEntries(filled) };
};

/** What in a connection nobody may read elsewhere. */
export const secretsOf = ({ authData }: Connection): string[] =>
  Object.entries(authData).flatMap(([key, value]) =>
    /(password|secret|token|api_key|environment_id)$/.test(key) ? [value] : [],
  );

/** Runs an action of the app as a step of a Zap does. */
export const act = async (
  bench: Bench,
  key: string,
  input: Fields,
  on: Connection = bench.connection,
): Promise<Acted> => {
  const { zapier } = bench.sandbox;
  const { logs } = zapier.services;
  const [logged, printed] = [logs.length, bench.printed.length];
  const heard = (last: string) => [...logs.slice(logged), ...bench.printed.slice(printed), last].join('\n');
  try {
    const output = await zapier.create(key, on, input);
    return { output: isRecord(output) ? output : {}, error: undefined, message: '', said: heard('') };
  } catch (error) {
    if (!(error instanceof ZapierError)) throw error;
    const { name, message, detail } = error;
    return { output: {}, error: name, message, said: heard(`${detail.message}\n${detail.stack}`) };
  }
};
