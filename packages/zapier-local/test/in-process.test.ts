import { inThisProcess } from '../src/index.ts';

const TEXT = 'ZAPIER_LOCAL_TEST_TEXT';
const ADDED = 'ZAPIER_LOCAL_TEST_ADDED';

afterEach(() => {
  for (const name of [TEXT, ADDED]) delete process.env[name];
});

test('an app in this process leaves the environment as it was', async () => {
  process.env[TEXT] = 'before';
  const app = inThisProcess(async ({ environment }) => {
    // As core does.
    Object.assign(process.env, environment);
    return { results: { text: process.env[TEXT], added: process.env[ADDED] } };
  });
  for (const text of ['first', 'second']) {
    const outcome = await app.invoke({ command: 'execute', environment: { [TEXT]: text, [ADDED]: text } });
    expect(outcome).toMatchObject({ ok: true, results: { text, added: text } });
  }
  await app.close();
  expect([process.env[TEXT], process.env[ADDED]]).toEqual(['before', undefined]);
});
