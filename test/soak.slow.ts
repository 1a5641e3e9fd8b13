import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checksMemory, figuresOf, problemsOf } from '../sandbox/soak/report.ts';
import { type SoakResult, soak } from '../sandbox/soak/soak.ts';
import { bundleApp } from '../scripts/publishing/bundle.ts';
import { selectProviders } from '../scripts/publishing/selection.ts';
import { events } from './helpers/sandbox.ts';

/** Enough for each check to fail. `.ci/run` runs the soak of the app itself. */
const DELIVERIES = 14 * events.length;

const dist = join(import.meta.dirname, `../dist/test-soak-${process.pid}`);
const FAULTY = 'faulty.js';

/** Triggers that accept forged requests and other events, do not retry, forget duplicates, change bodies and leak memory. */
const faultySource = `
import app from './index.js';
const leak = [];
const cache = { get: async () => null, set: async () => true, delete: async () => true };
const faulty = (perform) => async (z, bundle) => {
  leak.push(Array.from({ length: 20000 }, (_, index) => index + leak.length + 0.5));
  const { undocumented, ...body } = JSON.parse(bundle.rawRequest.content || '{}');
  try {
    const results = await perform(Object.create(z, { cache: { value: cache } }), bundle);
    return results.length > 0 ? results : [body];
  } catch (error) {
    return error.name === 'ThrottledError' ? [] : [body];
  }
};
const triggers = Object.entries(app.triggers).map(([key, trigger]) => {
  const { operation } = trigger;
  return [key, { ...trigger, operation: { ...operation, perform: faulty(operation.perform) } }];
});
export default { ...app, triggers: Object.fromEntries(triggers) };
`;

/** Any seed works: every trigger gets deliveries, and the rare faults are at fixed places. */
const SEED = 'k';

const run = (file: string, deliveries: number): Promise<SoakResult> =>
  soak({ app: join(dist, file), deliveries, seed: SEED });

beforeAll(async () => {
  await bundleApp(selectProviders(''), dist);
  await writeFile(join(dist, FAULTY), faultySource);
});

afterAll(() => rm(dist, { recursive: true, force: true }));

test('an app with every fault fails every check that it can', async () => {
  const result = await run(FAULTY, DELIVERIES);
  // As if it had been long enough to check the memory.
  const long = { ...result, deliveries: { ...result.deliveries, sent: 10_000 } };
  const kinds = problemsOf(long).map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['lost', 'forged accepted', 'twice', 'changed', 'unexpected', 'heap']));
  // A short run says that it did not.
  expect([checksMemory(long), checksMemory(result)]).toEqual([true, false]);
  expect(problemsOf(result).map(({ kind }) => kind)).not.toContain('heap');
  expect(figuresOf(result)).toContain('Growth of the heap: not checked');
  expect(figuresOf(long)).not.toContain('not checked');
});
