import { Webhook } from 'standardwebhooks';
import { failing } from '../../sandbox/providers/faults.ts';
import { act, withAuth } from '../helpers/actions.ts';
import { openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const BUILDR = 'buildr_create_webhook';
const BASEKIT = 'basekit_create_webhook_subscription';
const HOOK = 'https://hooks.example.com/hooks/catch/1/abc?from=buildr';

const webhooksOf = (provider: string) => bench.sandbox.provider(provider).targets;
const lastSent = (provider: string): unknown =>
  JSON.parse(bench.sandbox.provider(provider).calls.at(-1)?.requestBody ?? '');

describe('the action for Buildr', () => {
  const input = { url: HOOK, event_types: ['contact.create', 'company.update'] };

  test('creates the webhook and signs with the secret in the output', async () => {
    const filled = { ...input, url: ` ${HOOK} `, description: 'For example.com', rate_limit: 100 };
    const { output, error } = await act(bench, BUILDR, filled);
    expect(error).toBeUndefined();
    const target = webhooksOf('buildr').find(({ id }) => id === output['id']);
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
    if (!target) throw new Error('Buildr has no such webhook');
    const { body, headers } = bench.sandbox.provider('buildr').sign(target, 'contact.create', '{"id": 1, "url": ""}');
    // The library accepts only the standard header names.
    const standard = Object.entries(headers).map(([name, value]) => [name.replace('svix-', 'webhook-'), value]);
    const verified = new Webhook(String(output['secret'])).verify(body, Object.fromEntries(standard));
    expect(verified).toEqual({ id: 1, url: '' });
  });

  test('does not send empty inputs and gives each webhook another secret', async () => {
    const first = await act(bench, BUILDR, input);
    expect(Object.keys(Object(lastSent('buildr')).webhook).sort()).toEqual(['filter_types', 'secret', 'url']);
    expect(first.output).toMatchObject({ description: null, rate_limit: null });
    const second = await act(bench, BUILDR, { ...input, description: ' ', secret: '', rate_limit: '' });
    expect(second.error).toBeUndefined();
    expect(second.output['secret']).not.toBe(first.output['secret']);
  });

  test('uses the secret that the user entered', async () => {
    const secret = `whsec_${Buffer.from('thirty-two bytes, known to a test').toString('base64')}`;
    const { output } = await act(bench, BUILDR, { ...input, secret });
    expect(output['secret']).toBe(secret);
    expect(webhooksOf('buildr').at(-1)?.secret).toBe(secret);
  });

  test('returns the secret even if the response has no ID, because Buildr never shows it again', async () => {
    bench.sandbox.provider('buildr').fault = failing('POST', /webhooks$/, { status: 201, body: {} });
    const { output, error } = await act(bench, BUILDR, input);
    expect(error).toBeUndefined();
    expect(output).toMatchObject({ id: null, url: HOOK, secret: expect.stringMatching(/^whsec_/), version: null });
  });

  test('uses the newer name of opportunities for an account that refuses the older name', async () => {
    const rule = failing('POST', /webhooks$/, { status: 422, body: { errors: [{ detail: 'not in the list' }] } }, 1);
    bench.sandbox.provider('buildr').fault = rule;
    await act(bench, BUILDR, { ...input, event_types: ['opportunity.create', 'contact.update'] });
    expect(lastSent('buildr')).toMatchObject({ webhook: { filter_types: ['project.create', 'contact.update'] } });
  });

  test('renews an expired session and creates the webhook once', async () => {
    const { authData } = bench.connection;
    const stale = withAuth(bench, { buildr_access_token: 'expired' });
    const count = webhooksOf('buildr').length;
    expect((await act(bench, BUILDR, input, stale)).error).toBeUndefined();
    expect(webhooksOf('buildr')).toHaveLength(count + 1);
    expect(bench.connection.authData).toBe(authData);
  });

  test.each<[string, object, string]>([
    ['an empty URL', { url: ' ' }, '“Webhook URL” is empty. Fill it in, or map a field that has a value.'],
    [
      'an incomplete URL',
      { url: 'hooks.example.com' },
      '“Webhook URL” must be a complete address that starts with https://.',
    ],
    ['a URL without TLS', { url: 'http://example.com/x' }, '“Webhook URL” must start with https://.'],
    ['a URL with another scheme', { url: 'ftp://example.com/x' }, '“Webhook URL” must start with https://.'],
    ['an empty list of event types', { event_types: [] }, '“Event Types” is empty. Choose at least one.'],
    ['blank event types', { event_types: ['', ' '] }, '“Event Types” is empty. Choose at least one.'],
    ...['secret', 'your-webhook-secret', 'whsec_', 'whsec_c2hvcnQ=', 'whsec_%%%%%%%%%%%%%%%%%%%%%%%%%%'].map(
      (secret): [string, object, string] => [
        `the secret ${secret}`,
        { secret },
        '“Signing Secret” is not a signing secret for Buildr: it needs at least 24 characters of base64 after whsec_. Leave the field empty to generate one.',
      ],
    ),
    ...['0', '-1', '1.5', 'many', '1e3'].map((rate): [string, object, string] => [
      `the rate ${rate}`,
      { rate_limit: rate },
      '“Events per Minute” must be a whole number, 1 or more.',
    ]),
  ])('refuses %s and names the field', async (_name, changes, expected) => {
    const count = webhooksOf('buildr').length;
    const { error, message } = await act(bench, BUILDR, { ...input, ...changes });
    expect([error, message, webhooksOf('buildr').length]).toEqual(['AppError', expected, count]);
  });

  test('names the missing field of a connection without Buildr', async () => {
    const on = withAuth(bench, { buildr_client_id: undefined });
    expect((await act(bench, BUILDR, input, on)).message).toBe(
      '“Buildr Client ID” is missing. Edit the connection and fill it in.',
    );
  });
});

describe('the action for BaseKit', () => {
  const input = { event: 'site.publish', url: HOOK };

  test('creates the subscription', async () => {
    const { output, error } = await act(bench, BASEKIT, input);
    expect(error).toBeUndefined();
    expect(webhooksOf('basekit').at(-1)).toMatchObject({ id: output['id'], url: HOOK, types: ['site.publish'] });
    expect(output).toEqual({ id: expect.stringMatching(/^\d+$/), event: 'site.publish', url: HOOK });
  });

  test.each<[string, object, string | null]>([
    ['an envelope', { subscription: { ref: 5 } }, '5'],
    ['an ID instead of a ref', { subscription: { id: 'a-5' } }, 'a-5'],
    ['no envelope', { ref: 5 }, '5'],
    ['no ID', {}, null],
  ])('reads a response with %s', async (_name, body, id) => {
    bench.sandbox.provider('basekit').fault = failing('POST', /subscriptions$/, { status: 201, body });
    expect((await act(bench, BASEKIT, input)).output['id']).toBe(id);
  });

  test.each<[string, object, string]>([
    ['an empty event', { event: '' }, '“Event” is empty. Fill it in, or map a field that has a value.'],
    ['an empty URL', { url: undefined }, '“Webhook URL” is empty. Fill it in, or map a field that has a value.'],
    ['a URL without TLS', { url: 'http://example.com/x' }, '“Webhook URL” must start with https://.'],
  ])('refuses %s and names the field', async (_name, changes, expected) => {
    const count = webhooksOf('basekit').length;
    const { error, message } = await act(bench, BASEKIT, { ...input, ...changes });
    expect([error, message, webhooksOf('basekit').length]).toEqual(['AppError', expected, count]);
  });

  test('names the missing field of a connection without BaseKit', async () => {
    const on = withAuth(bench, { basekit_password: undefined });
    expect((await act(bench, BASEKIT, input, on)).message).toBe(
      '“BaseKit Password” is missing. Edit the connection and fill it in.',
    );
  });
});
