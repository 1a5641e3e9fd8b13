import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inChildProcess, virtualClock, Zapier } from 'zapier-local';
import { bundleApp } from '../../scripts/publishing/bundle.ts';
import { selectProviders } from '../../scripts/publishing/selection.ts';
import { SENDERS, senderOf } from './senders.ts';
import { SECRET, signed } from './signing.ts';

// The bundle of the app with this provider only, in a separate process, as Zapier runs it.
let zapier: Zapier;
let folder: string;

beforeAll(async () => {
  // Below the project, where the bundle finds core.
  folder = await mkdtemp(join(import.meta.dirname, '../../dist/signed-webhook-'));
  await bundleApp(selectProviders('signed_webhook'), folder);
  const app = inChildProcess(join(folder, 'index.js'));
  zapier = await Zapier.start({ app, clock: virtualClock(), environment: {} });
});

afterAll(async () => {
  await zapier?.close();
  await rm(folder, { recursive: true, force: true });
});

test('PROVIDERS=signed_webhook builds an app with this trigger and the action only', async () => {
  const { triggers, creates } = await zapier.definition();
  expect([Object.keys(triggers), Object.keys(creates)]).toEqual([['signed_webhook_received'], ['verify_delivery']]);
});

test('It requires the secret', async () => {
  await expect(zapier.connect({})).rejects.toThrow('“Signing Secret”');
  await expect(zapier.connect({ signed_webhook_secret: ' ' })).rejects.toThrow(
    'All fields are empty. Fill in the fields of a provider that you use: Signed Webhooks.',
  );
  const connection = { id: 'c', label: '', authData: {} };
  const zap = zapier.createZap('signed_webhook_received', connection, { sender: 'github' });
  await expect(zapier.test(zap)).rejects.toThrow('“Signing Secret” is missing. Edit the connection and fill it in.');
});

test.each(SENDERS)('It verifies requests of $key', async (sender) => {
  const connection = await zapier.connect({ signed_webhook_secret: SECRET });
  const zap = zapier.createZap('signed_webhook_received', connection, { sender: sender.key });
  await zapier.turnOn(zap);
  expect(await zapier.test(zap)).toMatchObject([{ sender: sender.key }]);
  const { body, headers } = signed(sender);
  const good = await zapier.deliver(zap, { url: zap.url, method: 'POST', headers, body });
  expect(good.output).toMatchObject([{ sender: sender.key, event_type: sender.eventType }]);
  const bad = await zapier.deliver(zap, { url: zap.url, method: 'POST', headers, body: `${body} ` });
  expect(bad.error?.name).toBe('HaltedError');
});

test('It asks in the editor how a described sender signs', async () => {
  const connection = await zapier.connect({ signed_webhook_secret: SECRET });
  const fields = async (sender: string) => {
    const method = 'triggers.signed_webhook_received.operation.inputFields';
    const outcome = await zapier.call(method, { inputData: { sender } }, connection);
    return outcome.ok && Array.isArray(outcome.results) ? outcome.results.map((field) => Object(field).key) : [];
  };
  expect(await fields(senderOf('github').key)).toEqual(['sender', 'setup', 'event_types', 'example']);
  expect(await fields('custom')).toContain('signed_text');
});
