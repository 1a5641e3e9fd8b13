import { createDefinition } from '../../app.ts';
import { integrations } from '../../integrations.ts';
import type { Provider } from '../../providers/provider.ts';
import { post, type SignedRequest } from '../../sandbox/providers/emulator.ts';
import { schemeOf, signRequest } from '../../sandbox/providers/schemes.ts';
import { hookTrigger } from '../../triggers/hook-trigger.ts';
import { bodyOf, events, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const statics = events.filter(({ provider }) => !provider.subscriptions).map((event) => ({ key: event.key, event }));

const directionsOf = (provider: Provider) =>
  provider.directions?.((key) => `${provider.label} ${provider.connection.fields[key]?.label}`) ?? {
    steps: [],
    note: '',
  };

/** What stands between two marks in a text. */
const between = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? '';

/** What the user entered in the field that a text names. */
const enteredIn = ({ label: name, connection }: Provider, text: string): string => {
  const label = between(text, /the field \*([^*]+)\*/);
  const key = Object.keys(connection.fields).find((one) => `${name} ${connection.fields[one]?.label}` === label);
  return bench.connection.authData[key ?? ''] ?? '';
};

/** Does with a URL and a body what the directions say and nothing else, as somebody who knows only these words. */
const follow = (provider: Provider, url: string, body: string): SignedRequest => {
  const words = directionsOf(provider).steps.join('\n');
  const secret = enteredIn(provider, words);
  const header = between(words, /a header with the name `([^`]+)`/);
  const suffix = between(words, /`(\?[^`]+=)`/);
  // The provider signs by itself; its user only copied the key.
  if (/Copy the secret key/.test(words)) return signRequest(schemeOf(provider.key), { url, body, secret });
  return {
    url: suffix ? url + suffix + secret : url,
    method: 'POST',
    headers: header ? { [header]: secret } : {},
    body,
  };
};

describe.each(statics)('$key', ({ event }) => {
  const { provider } = event;
  const { steps, note } = directionsOf(provider);

  test('can be set up by its directions alone', async () => {
    const zap = bench.sandbox.zapier.createZap(event.key, bench.connection);
    const { triggers } = await bench.sandbox.zapier.definition();
    const numbered = steps.map((step, index) => `${index + 1}. ${step}`).join('\n');
    expect(triggers[event.key]?.display.directions).toBe(`${numbered}\n\n**Note:** ${note}`);
    // In the order of the directions: the event comes after the Zap was published, or it would be lost.
    const published = steps.findIndex((step) => /publish the Zap and/.test(step));
    expect(published).toBe(steps.length - 1);
    expect(await post(follow(provider, zap.url, bodyOf(event)))).toBe(410);
    await bench.sandbox.zapier.turnOn(zap);
    const { output, error } = await bench.deliver(zap, follow(provider, zap.url, bodyOf(event)));
    expect([error, output.length]).toEqual([undefined, 1]);
  });

  test('has directions that Zapier takes, in numbered steps', () => {
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
])('the directions of %s name what its own documents name', (key, names) => {
  const { provider } = integrations.find((one) => one.provider.key === key) ?? {};
  for (const name of names) expect(provider && directionsOf(provider).steps.join('\n')).toContain(name);
});

/** Names of other people's menus and steps, which this app cannot check. */
const FOREIGN =
  /^(Webhooks|My Website > Website Settings|API Keys|Destinations > Apps > Webhooks > Configure|Sources|Server Side API|Live View|Account Settings|Developer|Raw Body|Catch (Raw )?Hook|Querystring|Test trigger|HMAC Authentication|mock)$/;

describe.each([
  { name: 'everybody’s app', chosen: integrations },
  ...integrations.map((one) => ({ name: `${one.provider.label}’s own app`, chosen: [one] })),
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

  test('names only fields and steps that it has', () => {
    const named = texts.flatMap((text) => [...text.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)/g)].map(([, name = '']) => name));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !labels.has(name) && !FOREIGN.test(name))).toEqual([]);
  });
});
