import { rm } from 'node:fs/promises';
import { loadApp, type Outcome, startApp } from '../src/index.ts';
import { orderEvent, writeApp } from './helpers/apps.ts';

const MANIFEST = { name: 'starting', version: '1.0.0', type: 'module', exports: './index.js' };

/** The outcome of a delivery to an app whose entry has the given text. */
const outcomeOf = async (index: string, options = {}): Promise<Outcome> => {
  const folder = await writeApp({ 'package.json': MANIFEST, 'index.js': index });
  const app = await loadApp(folder);
  const started = startApp(app, { environment: {}, allow: [], api: {}, ...options });
  const outcome = await started.invoke(orderEvent(1));
  await started.close();
  await app.close();
  await rm(folder, { recursive: true, force: true });
  return outcome;
};

test.each([
  [
    'throws',
    'throw new Error("API_KEY is not set.");',
    /^The app’s process exited with code 1 while it loaded the app\.\nError: API_KEY is not set\./,
  ],
  ['exits', 'process.exit(3);', /^The app’s process exited with code 3 while it loaded the app\.$/],
  [
    'imports what does not exist',
    'import "./orders.js";',
    /while it loaded the app\.\nError \[ERR_MODULE_NOT_FOUND\]: Cannot find module .*orders\.js/,
  ],
])('an app that %s when it is imported', async (_, index, message) => {
  expect(await outcomeOf(index)).toMatchObject({
    ok: false,
    error: { name: 'Killed', message: expect.stringMatching(message) },
  });
});

test.each(['await new Promise(() => undefined);', 'for (;;);'])(
  'an app whose import does not end: %s',
  async (index) => {
    expect(await outcomeOf(index, { loadTimeoutSeconds: 1 })).toMatchObject({
      ok: false,
      error: {
        name: 'TimedOut',
        message:
          'Loading the app for triggers.new_order.operation.perform took longer than 1 s. Its process was stopped, as on Zapier.',
      },
    });
  },
);
