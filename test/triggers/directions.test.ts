import { createDefinition } from '../../app.ts';
import { integrations } from '../../integrations.ts';
import type { Provider } from '../../providers/provider.ts';
import { post, type SignedRequest } from '../../sandbox/providers/emulator.ts';
import { schemeOf, signRequest } from '../../sandbox/providers/schemes.ts';
import { hookTrigger } from '../../triggers/hook-trigger.ts';
import { bodyOf, events, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const manualEvents = events
  .filter(({ provider }) => !provider.subscriptions)
  .map((event) => ({ key: event.key, event }));

const directionsOf = (provider: Provider) =>
  provider.directions?.((key) => `${provider.label} ${provider.connection.fields[key]?.label}`) ?? {
    steps: [],
    note: '',
  };

/** The value of the connection field that the directions name. */
const namedSecret = ({ label, connection }: Provider, directions: string): string => {
  const key = Object.keys(connection.fields).find((one) =>
    directions.includes(`*${label} ${connection.fields[one]?.label}*`),
  );
  return bench.connection.authData[key ?? ''] ?? '';
};

/** Creates a request with only the information in the directions. */
const follow = (provider: Provider, url: string, body: string): SignedRequest => {
  const directions = directionsOf(provider).steps.join('\n');
  const secret = namedSecret(provider, directions);
  const codes = [...directions.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  // Builtfirst signs deliveries: its users only copy the key.
  if (codes.length === 0) return signRequest(schemeOf(provider.key), { url, body, secret });
  const suffix = codes.find((code) => code.startsWith('?') && code.endsWith('='));
  const header = codes.find((code) => code.startsWith('X-'));
  return {
    url: suffix ? url + suffix + secret : url,
    method: 'POST',
    headers: header ? { [header]: secret } : {},
    body,
  };
};

describe.each(manualEvents)('$key', ({ event }) => {
  const { provider } = event;
  const { steps, note } = directionsOf(provider);

  test('A user who follows the directions receives the event', async () => {
    const zap = bench.sandbox.zapier.createZap(event.key, bench.connection);
    const { triggers } = await bench.sandbox.zapier.definition();
    const numbered = steps.map((step, index) => `${index + 1}. ${step}`).join('\n');
    expect(triggers[event.key]?.display.directions).toBe(`${numbered}\n\n**Note:** ${note}`);
    // The last step publishes the Zap before it sends an event, because until then Zapier refuses requests.
    expect(steps.findIndex((step) => step.includes('publish the Zap and'))).toBe(steps.length - 1);
    expect(await post(follow(provider, zap.url, bodyOf(event)))).toBe(410);
    await bench.sandbox.zapier.turnOn(zap);
    const { output, error } = await bench.deliver(zap, follow(provider, zap.url, bodyOf(event)));
    expect([error, output.length]).toEqual([undefined, 1]);
  });

  test('The directions have the length that Zapier accepts', () => {
    const { directions = '' } = hookTrigger(event).display;
    expect(directions.length).toBeGreaterThanOrEqual(12);
    expect(directions.length).toBeLessThanOrEqual(1000);
    expect(steps[0]).toBe('Copy the webhook URL above.');
  });
});

test.each([
  ['builtfirst', ['menu at the top right', '**Webhooks**', '*Include Test Events*']],
  [
    'freshpaint',
    [
      '**Destinations > Apps > Webhooks**',
      '**Configure**',
      '**Options**',
      '**Enable Identify Events**',
      '**Enable Pageview Events**',
      '**Save**',
    ],
  ],
  ['firespring', ['Springboard', '**My Website > Website Settings**']],
])('The directions of %s name the menus in its documents', (key, names) => {
  const { provider } = integrations.find((one) => one.provider.key === key) ?? {};
  for (const name of names) expect(provider && directionsOf(provider).steps.join('\n')).toContain(name);
});

/** Names in the providers and in Zapier, which are not defined here. */
const EXTERNAL_NAMES = new Set([
  'API Keys',
  'Account Settings',
  'Catch Hook',
  'Catch Raw Hook',
  'Developer',
  'False',
  'HMAC Authentication',
  'Live View',
  'My Website > Website Settings',
  'Querystring',
  'Raw Body',
  'Server Side API',
  'Sources',
  'Test trigger',
  'True',
  'Webhooks',
  'mock',
]);

describe.each([
  { name: 'app of all providers', chosen: integrations },
  ...integrations.map((one) => ({ name: `app of ${one.provider.label} only`, chosen: [one] })),
])('$name', ({ chosen }) => {
  const app = createDefinition(chosen);
  const actions = [...Object.values(app.triggers), ...Object.values(app.creates)];
  const inputs = actions.flatMap(({ operation }) => operation.inputFields);
  const fields = [...app.authentication.fields, ...inputs];
  const outputs = actions.flatMap(({ operation }) => operation.outputFields.flatMap((make) => make()));
  const labels = new Set([
    ...[...fields, ...outputs].map(({ label }) => label),
    ...actions.map(({ display }) => display.label),
    ...inputs.flatMap((field) => Object.values(('choices' in field && field.choices) || {})),
  ]);
  const texts = [
    ...fields.map(({ helpText }) => helpText),
    ...Object.values(app.triggers).map(({ display }) =>
      'directions' in display ? String(display.directions ?? '') : '',
    ),
  ];

  test('The texts name only fields and actions of the app', () => {
    const named = texts.flatMap((text) => [...text.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)/g)].map(([, name = '']) => name));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !labels.has(name) && !EXTERNAL_NAMES.has(name))).toEqual([]);
  });
});
