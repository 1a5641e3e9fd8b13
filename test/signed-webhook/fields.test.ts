import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import { integrations, signedWebhook } from '../../integrations.ts';
import { isTitleCase } from '../publishing/checks.ts';
import { fieldsWith } from '../publishing/definition.ts';
import { SENDERS } from './senders.ts';

const CUSTOM_FIELDS = [
  'header',
  'algorithm',
  'encoding',
  'prefix',
  'signed_text',
  'timestamp_header',
  'tolerance',
  'id_path',
  'event_path',
];

const own = createAppHandler(createApp([signedWebhook]));
const whole = createAppHandler(createApp(integrations));
const trigger = (sender?: string) =>
  fieldsWith(own, 'triggers.signed_webhook_received', sender === undefined ? {} : { sender });
const action = (provider?: string, handler = whole) =>
  fieldsWith(handler, 'creates.verify_delivery', provider === undefined ? {} : { provider });
const keysOf = (fields: readonly { readonly key: string }[]): string[] => fields.map(({ key }) => key);

/** The fields after those that depend on the sender. */
const LAST = ['event_types', 'example'];
const choices = [...SENDERS.map(({ key }) => key), 'custom'];

describe('The trigger', () => {
  test('Asks only for the sender, event types and an example before a sender is selected', async () => {
    for (const unknown of [undefined, '', 'unknown', 'toString']) {
      expect(keysOf(await trigger(unknown))).toEqual(['sender', ...LAST]);
    }
  });

  test('Requires only the sender', async () => {
    const fields = await trigger();
    expect(keysOf(fields.filter(({ required }) => required))).toEqual(['sender']);
    expect(keysOf(fields.filter(({ altersDynamicFields }) => altersDynamicFields))).toEqual(['sender']);
  });

  test.each(SENDERS)('Shows how to set up $key below the sender, and asks for nothing else', async ({ key }) => {
    const fields = await trigger(key);
    expect(keysOf(fields)).toEqual(['sender', 'setup', ...LAST]);
    const setup = fields[1];
    expect(setup?.type).toBe('copy');
    expect(setup?.helpText).toMatch(/^\*\*[^*]+:\*\* .+ See the \[documentation\]\(https:\/\/[^\s)]+\)\.$/);
    expect(setup?.helpText).toContain(fields[0]?.choices?.[key]);
    expect(setup?.helpText).toMatch(/URL|`url`/);
    expect(setup?.helpText).toMatch(/secret|key|token/i);
  });

  test('Asks how the sender signs only if it is not in the list', async () => {
    const fields = await trigger('custom');
    expect(keysOf(fields)).toEqual(['sender', ...CUSTOM_FIELDS, ...LAST]);
    expect(keysOf(fields.filter(({ required }) => required))).toEqual(['sender', 'header']);
    const defaults = fields.flatMap((field) => (field['default'] === undefined ? [] : [[field.key, field['default']]]));
    expect(Object.fromEntries(defaults)).toEqual({
      algorithm: 'sha256',
      encoding: 'hex',
      signed_text: '{body}',
      tolerance: '300',
    });
  });

  test('Offers SHA-1 last', async () => {
    const algorithm = (await trigger('custom')).find(({ key }) => key === 'algorithm');
    expect(Object.keys(algorithm?.choices ?? {})).toEqual(['sha256', 'sha512', 'sha1']);
  });
});

describe('The action', () => {
  test('Asks first only for the sender, the body and the headers', async () => {
    expect(keysOf(await action())).toEqual(['provider', 'raw_body', 'headers']);
    expect(keysOf(await action(undefined, own))).toEqual(['provider', 'raw_body', 'headers']);
  });

  test('Offers every sender', async () => {
    const [provider] = await action();
    const others = integrations.map((one) => one.provider.key).filter((key) => key !== 'signed_webhook');
    expect(Object.keys(provider?.choices ?? {}).toSorted()).toEqual([...others, ...choices].toSorted());
    expect(Object.keys((await action(undefined, own))[0]?.choices ?? {}).toSorted()).toEqual(choices.toSorted());
  });

  test.each(SENDERS)(
    'Asks for $key what to do if verification fails, and for the signature if it is all',
    async (sender) => {
      const keys = keysOf(await action(sender.key)).slice(3);
      const names = Object.keys(sender.sign('', 0));
      expect(keys).toEqual(['setup', ...(names.length === 1 ? ['signature'] : []), 'on_failure']);
    },
  );

  test.each(SENDERS)('Says for $key that the webhook URL is that of Catch Raw Hook', async ({ key }) => {
    const setupIn = (fields: Awaited<ReturnType<typeof action>>) => fields.find((field) => field.key === 'setup');
    const [inAction, inTrigger] = [setupIn(await action(key)), setupIn(await trigger(key))];
    expect(inAction?.helpText).toBe(
      `${inTrigger?.helpText} The webhook URL is the one that the step *Catch Raw Hook* shows.`,
    );
  });

  test('Asks how the sender signs only if it is not in the list', async () => {
    expect(keysOf(await action('custom')).slice(3)).toEqual([...CUSTOM_FIELDS, 'on_failure']);
    const described = await fieldsWith(whole, 'creates.verify_delivery', { provider: 'custom', header: 'X-Signature' });
    expect(keysOf(described).slice(3)).toEqual([...CUSTOM_FIELDS, 'signature', 'on_failure']);
  });
});

describe.each(choices)('The fields for %s', (choice) => {
  const forms = () => Promise.all([trigger(choice), action(choice), action(choice, own)]);

  test('Have unique keys, and unique labels in title case', async () => {
    for (const fields of await forms()) {
      const labels = fields.map(({ label }) => label);
      expect(labels.filter((label) => !isTitleCase(label))).toEqual([]);
      expect(new Set(labels).size).toBe(labels.length);
      expect(new Set(keysOf(fields)).size).toBe(fields.length);
    }
  });

  test('Have help texts of a sentence to 1000 characters', async () => {
    for (const fields of await forms()) {
      for (const { helpText = '' } of fields) {
        expect(helpText).toMatch(/[.)]$/);
        expect(helpText.length).toBeGreaterThan(20);
        expect(helpText.length).toBeLessThanOrEqual(1000);
        expect(helpText).not.toMatch(/http:\/\/| {2}|undefined|\[object/);
      }
    }
  });
});
