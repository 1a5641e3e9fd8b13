import { isRecord } from '../../schema/json.ts';
import type { Sandbox } from '../sandbox.ts';
import { type Connection, ZapierError } from '../zapier/zaps.ts';
import { openRawHook, type RawHook } from './raw-hook.ts';
import { type Cell, NOT_APPLICABLE } from './round-trip.ts';

/** The names of what is tried with a create, in order. */
export const CREATE_STEPS = ['Run', 'Output', 'At the provider', 'Again', 'Wrong input', 'Continue'] as const;

type Seen = Pick<Cell, 'isOk' | 'saw'>;

/** What was seen of a create; steps that are left out do not apply to it. */
export interface CreateRow {
  readonly label: string;
  readonly cells: Readonly<Partial<Record<(typeof CREATE_STEPS)[number], Seen>>>;
}

/** How a run of a create ended. */
export type CreateResult =
  | { readonly ok: true; readonly output: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly name: string; readonly message: string };

/** What a trip through a create works with. */
export interface CreateContext {
  readonly sandbox: Sandbox;
  readonly connection: Connection;
  /** A Zap that starts with *Catch Raw Hook*. */
  readonly hook: RawHook;
  /** The sample in the built app's definition. */
  sampleOf(key: string): Readonly<Record<string, unknown>>;
  run(key: string, connection: Connection, input: Readonly<Record<string, unknown>>): Promise<CreateResult>;
}

/** Opens what the trips work with. */
export const openContext = async (sandbox: Sandbox, connection: Connection): Promise<CreateContext> => {
  const { creates } = await sandbox.zapier.definition();
  return {
    sandbox,
    connection,
    hook: await openRawHook(),
    sampleOf(key) {
      const sample = creates[key]?.operation['sample'];
      return isRecord(sample) ? sample : {};
    },
    async run(key, on, input) {
      try {
        const output = await sandbox.zapier.create(key, on, input);
        return { ok: true, output: isRecord(output) ? output : {} };
      } catch (error) {
        if (!(error instanceof ZapierError)) throw error;
        return { ok: false, name: error.name, message: error.message };
      }
    },
  };
};

/** A result in a word or two. */
export const wordOf = (result: CreateResult, good: string): string => (result.ok ? good : result.name);

/** The cells of a row in the order of the table. */
export const cellsOf = ({ cells }: CreateRow): Cell[] =>
  CREATE_STEPS.map((name) => ({ name, ...(cells[name] ?? { isOk: true, saw: NOT_APPLICABLE }) }));
