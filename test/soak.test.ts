import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { problemsOf } from '../sandbox/soak/report.ts';
import { type Soaked, soak } from '../sandbox/soak/soak.ts';
import { bundleApp } from '../scripts/publishing/bundle.ts';
import { selectProviders } from '../scripts/publishing/selection.ts';
import { events } from './helpers/sandbox.ts';

/** So many that each trigger gets some, and that each kind of trouble comes. */
const DELIVERIES = 12 * events.length;

const dist = join(__dirname, '../dist');
const BUILT = `test-soak-${process.pid}.js`;
const SPOILT = `test-soak-spoilt-${process.pid}.js`;

/** Wraps every trigger: it takes what is forged, gives up when it should wait, forgets, mixes up, changes and hoards. */
const spoil = `
import app from './${BUILT}';
const hoard = [];
const cache = { get: async () => null, set: async () => true, delete: async () => true };
const spoilt = (perform) => async (z, bundle) => {
  hoard.push(Array.from({ length: 20000 }, (_, index) => index + hoard.length + 0.5));
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
  return [key, { ...trigger, operation: { ...operation, perform: spoilt(operation.perform) } }];
});
export default { ...app, triggers: Object.fromEntries(triggers) };
`;

const run = (file: string, deliveries: number): Promise<Soaked> =>
  soak({ app: join(dist, file), deliveries, seed: 'a test' });

beforeAll(async () => {
  await bundleApp(selectProviders(''), join(dist, BUILT));
  await writeFile(join(dist, SPOILT), spoil);
});

afterAll(() => Promise.all([BUILT, SPOILT].map((file) => rm(join(dist, file), { force: true }))));

test('whatever goes wrong, nothing is lost, nothing forged gets in, and nothing comes twice without a cause', async () => {
  const soaked = await run(BUILT, DELIVERIES);
  // So short a run says nothing about memory: the long one does.
  expect(problemsOf({ ...soaked, heap: { early: 1, late: 1 } })).toEqual([]);
  const { account, forged, troubles } = soaked;
  expect(account.sent).toBeGreaterThanOrEqual(DELIVERIES);
  expect(account.once + account.twice).toBe(account.sent);
  expect(Object.keys(account.byTrigger).sort()).toEqual(events.map(({ key }) => key).sort());
  expect(forged.taken).toBeGreaterThan(5);
  // It did go wrong.
  expect(Object.keys(troubles)).toEqual(
    expect.arrayContaining([
      'API answered 429',
      'API answered 500',
      'cache answered an error',
      'request taken, answer lost',
    ]),
  );
}, 60_000);

test('an app that does everything wrong is found out in every point', async () => {
  const soaked = await run(SPOILT, 4 * events.length);
  const problems = problemsOf(soaked).join('\n');
  expect(problems).toMatch(/^[1-9]\d* lost: event/m);
  expect(problems).toMatch(/^[1-9]\d* forged requests accepted$/m);
  expect(problems).toMatch(/^delivered twice for no known reason: event/m);
  expect(problems).toMatch(/^[1-9]\d* changed on the way: event/m);
  expect(problems).toMatch(/^[1-9]\d* started the wrong Zap: event/m);
  expect(problems).toMatch(/^the app’s heap grew by [1-9]\d/m);
}, 60_000);
