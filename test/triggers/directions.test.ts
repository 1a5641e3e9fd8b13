import { post } from 'zapier-local';
import { createDefinition } from '../../app.ts';
import { integrations } from '../../integrations.ts';
import type { Provider } from '../../providers/provider.ts';
import type { SignedRequest } from '../../sandbox/providers/emulator.ts';
import { signRequest } from '../../sandbox/providers/sign.ts';
import { inputOf } from '../../sandbox/subjects.ts';
import { hookTrigger } from '../../triggers/hook-trigger.ts';
import { plainFields } from '../helpers/fields.ts';
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
const namedSecret = ({ label, connection, secret, choice }: Provider, directions: string): string => {
  // The directions leave the secret to the step that names the sender.
  if (choice) return bench.connection.authData[secret.field] ?? '';
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
  const { scheme } = provider.verifier;
  // The sender signs deliveries: its users only copy the secret.
  if (scheme.kind === 'hmac') return signRequest(scheme, { url, body, secret });
  const suffix = codes.find((code) => code.startsWith('?') && code.endsWith('='));
  const header = codes.find((code) => code.toLowerCase() === scheme.name.toLowerCase());
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
    const zap = bench.sandbox.zapier.createZap(event.key, bench.connection, inputOf(event));
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

/** A place in a provider, as in “open *Settings* > *Webhooks*”. */
const MENU = /\b(?:open|under) \*[^*]+\*(?: > \*[^*]+\*)*/g;

/** Other names in the providers and in Zapier, which are not defined here. */
const EXTERNAL_NAMES = new Set([
  'API Keys',
  'Account Settings',
  'Catch Hook',
  'Catch Raw Hook',
  'Configure',
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
  /** The fields of an action, with those that appear with each choice. */
  const inputsOf = async ({ operation: { inputFields } }: (typeof actions)[number]) => {
    const fixed = await plainFields(inputFields);
    const choices = fixed
      .filter((field) => 'altersDynamicFields' in field && field.altersDynamicFields)
      .flatMap((field) => Object.keys(field.choices ?? {}).map((choice) => ({ [field.key]: choice })));
    const dynamic = await Promise.all(choices.map((inputData) => plainFields(inputFields, inputData)));
    return [...fixed, ...dynamic.flat()];
  };

  test('The texts name only fields and actions of the app', async () => {
    const inputs = (await Promise.all(actions.map(inputsOf))).flat();
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
    const withoutMenus = texts.map((text) => text.replace(MENU, ''));
    const named = withoutMenus.flatMap((text) =>
      [...text.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)/g)].map(([, name = '']) => name),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !labels.has(name) && !EXTERNAL_NAMES.has(name))).toEqual([]);
  });
});
