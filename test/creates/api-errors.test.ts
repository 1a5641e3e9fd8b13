import { type Fault, failing } from '../../sandbox/providers/faults.ts';
import { act, secretsOf } from '../helpers/actions.ts';
import { openBench } from '../helpers/sandbox.ts';
import { shortTimeouts } from '../helpers/short-timeouts.ts';

const bench = openBench();
const HOOK = 'https://hooks.example.com/hooks/catch/private-path';
/** Milliseconds that the app waits for an API. */
const TIMEOUT = 10_000;

/** The actions that call an API, with valid inputs. */
const ACTIONS = [
  {
    key: 'basekit_create_webhook_subscription',
    provider: 'basekit',
    label: 'BaseKit',
    path: /^\/webhooks\/subscriptions$/,
    input: { event: 'site.publish', url: HOOK },
    credentials: '“BaseKit API URL”, “BaseKit Username” and “BaseKit Password”',
    remedy: 'Check “Event” and “Webhook URL” in this step.',
    unknownOutcome: 'BaseKit may have created the subscription.',
  },
  {
    key: 'buildr_create_webhook',
    provider: 'buildr',
    label: 'Buildr',
    path: /\/webhooks$/,
    input: { url: HOOK, event_types: ['contact.create'] },
    credentials: '“Buildr Client ID” and “Buildr Client Secret”',
    remedy: 'Check the fields of this step.',
    unknownOutcome: 'Buildr may have created the webhook.',
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
].map((action) => ({ unknownOutcome: undefined, isQuoted: action.provider !== 'freshpaint', ...action }));

describe.each(ACTIONS)(
  '$key',
  ({ key, provider, label, path, input, credentials, remedy, unknownOutcome, isQuoted }) => {
    // Events for Freshpaint may contain health data, and a response may repeat it.
    const quote = (message: string) => (isQuoted ? ` ${label} said: “${message}”.` : '');

    const failWith = async (fault: Fault, times?: number) => {
      bench.sandbox.provider(provider).fault = failing('POST', path, fault, times);
      const acted = await act(bench, key, input);
      for (const secret of secretsOf(bench.connection)) expect(acted.received).not.toContain(secret);
      expect(acted.message).not.toContain('private');
      expect(acted.message).not.toContain('whsec_');
      expect(acted.output).toEqual({});
      return acted;
    };

    /** Creating something twice may do harm, so only an event for Freshpaint is sent again. */
    const expectUnavailable = ({ error, message }: { error: string | undefined; message: string }, cause: string) => {
      expect(error).toBe(unknownOutcome ? 'AppError' : 'ThrottledError');
      expect(message).toContain(`${label} ${cause}. ${unknownOutcome ?? 'Zapier tries again in 60 seconds.'}`);
    };

    test.each([400, 404, 409, 422])('%d quotes the API and names the fields to check', async (status) => {
      const { error, message } = await failWith({ status, body: { message: 'the event is not known' } });
      expect(error).toBe('AppError');
      expect(message).toBe(`${label} refused the request (${status}).${quote('the event is not known')} ${remedy}`);
    });

    test('401 names the connection fields to check', async () => {
      const { error, message } = await failWith({ status: 401 });
      expect(error).toBe(provider === 'buildr' ? 'RefreshAuthError' : 'AppError');
      expect(message).toBe(`${label} rejected these credentials. Check ${credentials} in the connection.`);
    });

    test('403 names the connection fields and the permissions to check', async () => {
      const { error, message } = await failWith({ status: 403, body: { errors: [{ detail: 'no scope' }] } });
      expect(error).toBe('AppError');
      expect(message).toBe(
        `${label} does not allow this.${quote('no scope')} Check ${credentials} in the connection and the permissions of that account in ${label}.`,
      );
    });

    test.each([
      [{ 'X-Rate-Limited-For': '7' }, 7],
      [{ 'Retry-After': '12' }, 12],
      [{ 'Retry-After': '100000' }, 300],
      [{ 'Retry-After': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 60],
      [{}, 60],
    ])('429 with the headers %j makes Zapier try again after %d seconds', async (headers, seconds) => {
      const { error, message, received } = await failWith({ status: 429, headers });
      expect(error).toBe('ThrottledError');
      expect(message).toContain(`${label} is rate limiting requests.`);
      expect(received).toContain(`"delay":${seconds}}`);
    });

    test.each<[string, Fault, string]>([
      ['500', { status: 500, body: 'private stack trace' }, 'answered with the error 500'],
      ['503', { status: 503, body: { message: 'private' } }, 'answered with the error 503'],
      ['a response that breaks off', { cutOff: true }, 'could not be reached'],
    ])('%s names the cause and says what happens next', async (_name, fault, cause) => {
      expectUnavailable(await failWith(fault), cause);
    });

    test('a timeout names the cause and says what happens next', async () => {
      const restore = shortTimeouts(TIMEOUT);
      const acted = await failWith({ delay: 1000, status: 200, body: {} }, 1);
      restore();
      expectUnavailable(acted, 'did not answer in time');
    });

    test('a redirect is not followed', async () => {
      const { error, message } = await failWith({ status: 302, headers: { Location: 'http://127.0.0.1:1/' } });
      expect(error).toBe('AppError');
      expect(message).toBe(
        `${label} redirected the request (302), which is not followed. If you entered its address, check it in the connection.`,
      );
    });

    test('a response that is not JSON is an error only where the response matters', async () => {
      bench.sandbox.provider(provider).fault = failing('POST', path, { status: 200, body: '<html>welcome</html>' });
      const acted = await act(bench, key, input);
      if (unknownOutcome) expectUnavailable(acted, 'sent a response that is not JSON');
      else expect([acted.error, acted.output['status']]).toEqual([undefined, 'accepted']);
    });

    test('secrets that the API repeats do not get into the message', async () => {
      const message = secretsOf(bench.connection).join(' ');
      const acted = await failWith({ status: 400, body: { message } });
      expect(acted.message).toContain(`${label} refused the request (400).`);
    });
  },
);
