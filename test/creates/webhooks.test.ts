import { Webhook } from 'standardwebhooks';
import { failing } from '../../sandbox/providers/faults.ts';
import { act, withAuth } from '../helpers/actions.ts';
import { openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const BUILDR = 'buildr_create_webhook';
const BASEKIT = 'basekit_create_webhook_subscription';
const HOOK = 'https://hooks.example.com/hooks/catch/1/abc?from=buildr';

const heldBy = (provider: string) => bench.sandbox.provider(provider).targets;
const lastSent = (provider: string): unknown => JSON.parse(bench.sandbox.provider(provider).calls.at(-1)?.sent ?? '');

describe('Buildr', () => {
  const input = { url: HOOK, event_types: ['contact.create', 'company.update'] };

  test('holds the webhook, and signs with the secret that the step returned once', async () => {
    const filled = { ...input, url: ` ${HOOK} `, description: 'For example.com', rate_limit: 100 };
    const { output, error } = await act(bench, BUILDR, filled);
    expect(error).toBeUndefined();
    const target = heldBy('buildr').find(({ id }) => id === output['id']);
    expect(target).toMatchObject({ url: HOOK, types: input.event_types });
    expect(lastSent('buildr')).toMatchObject({
      webhook: { url: HOOK, description: 'For example.com', filter_types: input.event_types, rate_limit: 100 },
    });
    expect(output).toEqual({
      id: target?.id,
      url: HOOK,
      description: 'For example.com',
      event_types: input.event_types,
      version: 1,
      rate_limit: 100,
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
    });
    if (!target) throw new Error('Buildr holds nothing');
    const { body, headers } = bench.sandbox.provider('buildr').sign(target, 'contact.create', '{"id": 1, "url": ""}');
    // The library knows the headers by their standard names only.
    const standard = Object.entries(headers).map(([name, value]) => [name.replace('svix-', 'webhook-'), value]);
    const proven = new Webhook(String(output['secret'])).verify(body, Object.fromEntries(standard));
    expect(proven).toEqual({ id: 1, url: '' });
  });

  test('what is left empty is not sent, and the next webhook gets another secret', async () => {
    const first = await act(bench, BUILDR, input);
    expect(Object.keys(Object(lastSent('buildr')).webhook).sort()).toEqual(['filter_types', 'secret', 'url']);
    expect(first.output).toMatchObject({ description: null, rate_limit: null });
    const second = await act(bench, BUILDR, { ...input, description: ' ', secret: '', rate_limit: '' });
    expect(second.error).toBeUndefined();
    expect(second.output['secret']).not.toBe(first.output['secret']);
  });

  test('a secret of the user’s own is taken as it is', async () => {
    const secret = `whsec_${Buffer.from('thirty-two bytes, known to a test').toString('base64')}`;
    const { output } = await act(bench, BUILDR, { ...input, secret });
    expect(output['secret']).toBe(secret);
    expect(heldBy('buildr').at(-1)?.secret).toBe(secret);
  });

  test('an answer without an id still gives the secret: it is nowhere else', async () => {
    bench.sandbox.provider('buildr').fault = failing('POST', /webhooks$/, { status: 201, body: {} });
    const { output, error } = await act(bench, BUILDR, input);
    expect(error).toBeUndefined();
    expect(output).toMatchObject({ id: null, url: HOOK, secret: expect.stringMatching(/^whsec_/), version: null });
  });

  test('an account that knows opportunities by their newer name gets the newer name', async () => {
    const rule = failing('POST', /webhooks$/, { status: 422, body: { errors: [{ detail: 'not in the list' }] } }, 1);
    bench.sandbox.provider('buildr').fault = rule;
    await act(bench, BUILDR, { ...input, event_types: ['opportunity.create', 'contact.update'] });
    expect(lastSent('buildr')).toMatchObject({ webhook: { filter_types: ['project.create', 'contact.update'] } });
  });

  test('an expired session is renewed, and the webhook made once', async () => {
    const { authData } = bench.connection;
    const stale = withAuth(bench, { buildr_access_token: 'over-for-long' });
    const count = heldBy('buildr').length;
    expect((await act(bench, BUILDR, input, stale)).error).toBeUndefined();
    expect(heldBy('buildr')).toHaveLength(count + 1);
    expect(bench.connection.authData).toBe(authData);
  });

  test.each<[string, object, string]>([
    ['no URL', { url: ' ' }, '“Webhook URL” is empty. Fill it in, or map a field that has a value.'],
    ['half a URL', { url: 'hooks.example.com' }, '“Webhook URL” must be a whole address that starts with https://.'],
    [
      'a URL in the clear',
      { url: 'http://example.com/x' },
      '“Webhook URL” must start with https://, so that nobody can read along.',
    ],
    [
      'another scheme',
      { url: 'ftp://example.com/x' },
      '“Webhook URL” must start with https://, so that nobody can read along.',
    ],
    ['no event types', { event_types: [] }, '“Event Types” is empty. Choose at least one.'],
    ['blank event types', { event_types: ['', ' '] }, '“Event Types” is empty. Choose at least one.'],
    ...['secret', 'your-webhook-secret', 'whsec_', 'whsec_c2hvcnQ=', 'whsec_%%%%%%%%%%%%%%%%%%%%%%%%%%'].map(
      (secret): [string, object, string] => [
        `the secret ${secret}`,
        { secret },
        '“Signing Secret” is not one that Buildr can sign with: it needs at least 24 characters of base64 after whsec_. Leave the field empty to have one made.',
      ],
    ),
    ...['0', '-1', '1.5', 'many', '1e3'].map((rate): [string, object, string] => [
      `the rate ${rate}`,
      { rate_limit: rate },
      '“Events per Minute” must be a whole number, 1 or more.',
    ]),
  ])('%s names the field and makes nothing', async (_name, changes, sentence) => {
    const count = heldBy('buildr').length;
    const { error, message } = await act(bench, BUILDR, { ...input, ...changes });
    expect([error, message, heldBy('buildr').length]).toEqual(['AppError', sentence, count]);
  });

  test('a connection without Buildr says what to fill in', async () => {
    const on = withAuth(bench, { buildr_client_id: undefined });
    expect((await act(bench, BUILDR, input, on)).message).toBe(
      'This connection lacks “Buildr Client ID”. Edit the connection and fill it in.',
    );
  });
});

describe('BaseKit', () => {
  const input = { event: 'site.publish', url: HOOK };

  test('holds the subscription', async () => {
    const { output, error } = await act(bench, BASEKIT, input);
    expect(error).toBeUndefined();
    expect(heldBy('basekit').at(-1)).toMatchObject({ id: output['id'], url: HOOK, types: ['site.publish'] });
    expect(output).toEqual({ id: expect.stringMatching(/^\d+$/), event: 'site.publish', url: HOOK });
  });

  test.each<[string, object, string | null]>([
    ['an envelope', { subscription: { ref: 5 } }, '5'],
    ['an id in place of a ref', { subscription: { id: 'a-5' } }, 'a-5'],
    ['no envelope', { ref: 5 }, '5'],
    ['no number at all', {}, null],
  ])('an answer with %s is read', async (_name, body, id) => {
    bench.sandbox.provider('basekit').fault = failing('POST', /subscriptions$/, { status: 201, body });
    expect((await act(bench, BASEKIT, input)).output['id']).toBe(id);
  });

  test.each<[string, object, string]>([
    ['no event', { event: '' }, '“Event” is empty. Fill it in, or map a field that has a value.'],
    ['no URL', { url: undefined }, '“Webhook URL” is empty. Fill it in, or map a field that has a value.'],
    [
      'a URL in the clear',
      { url: 'http://example.com/x' },
      '“Webhook URL” must start with https://, so that nobody can read along.',
    ],
  ])('%s names the field and makes nothing', async (_name, changes, sentence) => {
    const count = heldBy('basekit').length;
    const { error, message } = await act(bench, BASEKIT, { ...input, ...changes });
    expect([error, message, heldBy('basekit').length]).toEqual(['AppError', sentence, count]);
  });

  test('a connection without BaseKit says what to fill in', async () => {
    const on = withAuth(bench, { basekit_password: undefined });
    expect((await act(bench, BASEKIT, input, on)).message).toBe(
      'This connection lacks “BaseKit Password”. Edit the connection and fill it in.',
    );
  });
});
