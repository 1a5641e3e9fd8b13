import { type Fault, failing } from '../../sandbox/providers/faults.ts';
import { act, secretsOf } from '../helpers/actions.ts';
import { openBench } from '../helpers/sandbox.ts';
import { shortTimeouts } from '../helpers/short-timeouts.ts';

const bench = openBench();
const HOOK = 'https://hooks.example.com/hooks/catch/private-path';

/** The actions that call an API, filled in well. */
const ACTIONS = [
  {
    key: 'basekit_create_webhook_subscription',
    provider: 'basekit',
    label: 'BaseKit',
    path: /^\/webhooks\/subscriptions$/,
    input: { event: 'site.publish', url: HOOK },
    credentials: '“BaseKit API URL”, “BaseKit User Name” and “BaseKit Password”',
    remedy: 'Check “Event” and “Webhook URL” of this step.',
    unsure: 'BaseKit may have made the subscription all the same',
  },
  {
    key: 'buildr_create_webhook',
    provider: 'buildr',
    label: 'Buildr',
    path: /\/webhooks$/,
    input: { url: HOOK, event_types: ['contact.create'] },
    credentials: '“Buildr Client ID” and “Buildr Client Secret”',
    remedy: 'Check the fields of this step.',
    unsure: 'Buildr may have made the webhook all the same',
  },
  {
    key: 'freshpaint_track_event',
    provider: 'freshpaint',
    label: 'Freshpaint',
    path: /^\/track$/,
    input: { event: 'Signed Up', user_id: 'private@example.com', properties: { diagnosis: 'private-illness' } },
    credentials: '“Freshpaint Environment ID”',
    remedy: 'Check the fields of this step.',
  },
  {
    key: 'freshpaint_identify_user',
    provider: 'freshpaint',
    label: 'Freshpaint',
    path: /^\/track$/,
    input: { user_id: 'private@example.com', user_properties: { diagnosis: 'private-illness' } },
    credentials: '“Freshpaint Environment ID”',
    remedy: 'Check the fields of this step.',
  },
].map((action) => ({ unsure: undefined, isQuoted: action.provider !== 'freshpaint', ...action }));

describe.each(ACTIONS)('$key', ({ key, provider, label, path, input, credentials, remedy, unsure, isQuoted }) => {
  // What is sent to Freshpaint may be health data, and an answer may repeat it.
  const said = (words: string) => (isQuoted ? ` ${label} said: “${words}”.` : '');

  const failWith = async (fault: Fault, times?: number) => {
    bench.sandbox.provider(provider).fault = failing('POST', path, fault, times);
    const acted = await act(bench, key, input);
    // Whatever happened, nothing secret and nothing of the user's own is repeated.
    for (const secret of secretsOf(bench.connection)) expect(acted.said).not.toContain(secret);
    expect(acted.message).not.toMatch(/private|whsec_[A-Za-z0-9+/]{8}/);
    expect(acted.output).toEqual({});
    return acted;
  };

  test.each([400, 404, 409, 422])('%d says what the API says, and which fields to check', async (status) => {
    const { error, message } = await failWith({ status, body: { message: 'the event is not known' } });
    expect(error).toBe('AppError');
    expect(message).toBe(`${label} refused the request (${status}).${said('the event is not known')} ${remedy}`);
  });

  test('401 names the fields of the connection', async () => {
    const { error, message } = await failWith({ status: 401 });
    expect(error).toBe(provider === 'buildr' ? 'RefreshAuthError' : 'AppError');
    expect(message).toBe(`${label} does not accept the credentials. Check ${credentials} in the connection.`);
  });

  test('403 names the fields of the connection, and speaks of permissions', async () => {
    const { error, message } = await failWith({ status: 403, body: { errors: [{ detail: 'no scope' }] } });
    expect(error).toBe('AppError');
    expect(message).toBe(
      `${label} does not allow this.${said('no scope')} Check ${credentials} in the connection, and what that account may do at ${label}.`,
    );
  });

  test.each([
    [{ 'X-Rate-Limited-For': '7' }, 7],
    [{ 'Retry-After': '12' }, 12],
    [{ 'Retry-After': '100000' }, 300],
    [{ 'Retry-After': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 60],
    [{}, 60],
  ])('429 with %j lets Zapier try again after %d s', async (headers, seconds) => {
    const { error, message, said } = await failWith({ status: 429, headers });
    expect(error).toBe('ThrottledError');
    expect(message).toMatch(new RegExp(`^${label} asks for a pause`));
    expect(said).toContain(`"delay":${seconds}}`);
  });

  test.each<[string, Fault, RegExp]>([
    ['500', { status: 500, body: 'private stack trace' }, /answered with the error 500/],
    ['503', { status: 503, body: { message: 'private' } }, /answered with the error 503/],
    ['an answer cut off', { cutOff: true }, /could not be reached/],
  ])('%s says that it is the API, and what to do', async (_name, fault, why) => {
    const { error, message } = await failWith(fault);
    expect(message).toMatch(why);
    if (unsure) {
      expect(error).toBe('AppError');
      expect(message).toContain(unsure);
    } else {
      expect(error).toBe('ThrottledError');
      expect(message).toMatch(/Zapier tries again/);
    }
  });

  test('no answer in time says so', async () => {
    const restore = shortTimeouts(10_000);
    const { error, message } = await failWith({ delay: 1000, status: 200, body: {} }, 1);
    restore();
    expect(error).toBe(unsure ? 'AppError' : 'ThrottledError');
    expect(message).toMatch(/did not answer in time/);
  });

  test('a redirect is not followed', async () => {
    const { error, message } = await failWith({ status: 302, headers: { Location: 'http://127.0.0.1:1/' } });
    expect([error, message]).toEqual([
      'AppError',
      `${label} refused the request (302). ${label} said: “The address has moved.”. ${remedy}`,
    ]);
  });

  test('an answer that is not JSON', async () => {
    bench.sandbox.provider(provider).fault = failing('POST', path, { status: 200, body: '<html>welcome</html>' });
    const { error, message, output } = await act(bench, key, input);
    if (unsure) {
      expect(error).toBe('AppError');
      expect(message).toMatch(/answered with something that is not JSON/);
      expect(message).toContain(unsure);
    } else {
      // Freshpaint’s 200 says it all.
      expect([error, output['status']]).toEqual([undefined, 'accepted']);
    }
  });

  test('an API that repeats secrets does not get them into a message', async () => {
    const message = secretsOf(bench.connection).join(' ');
    const acted = await failWith({ status: 400, body: { message } });
    expect(acted.message).toMatch(new RegExp(`^${label} refused the request \\(400\\)`));
  });
});
