import { type HandlerError, Zapier, ZapierError } from 'zapier-local';
import type { SignedRequest } from '../sandbox/providers/emulator.ts';
import { failing } from '../sandbox/providers/faults.ts';
import { firstSubjects } from '../sandbox/subjects.ts';
import { payloadSample } from '../triggers/define-event.ts';
import { checksTime } from '../verification/scheme.ts';
import { withAuth } from './helpers/actions.ts';
import { builtApp } from './helpers/built-app.ts';
import { type EchoServer, startEchoServer } from './helpers/echo-server.ts';
import { isSecretField, isSignature, leaksIn } from './helpers/leaks.ts';
import { bodyOf, events, oneOfEach, openBench, typeOf } from './helpers/sandbox.ts';

const bench = openBench(builtApp);
const MARKER = 'marker-in-the-body-of-a-webhook';
/** Unknown fields. The path of the first is logged; a key that does not look like a field’s name may be a value. */
const UNKNOWN = { undocumented: MARKER, [`${MARKER} as a key`]: MARKER };
/** All errors and logs. */
const recorded: string[] = [];
/** Texts that must not be in an error or a log. */
const secrets = new Set<string>([MARKER]);

const record = ({ name, message, stack }: HandlerError): void => void recorded.push(name, message, stack);

const recordError = (error: unknown): void => {
  if (!(error instanceof ZapierError)) throw error;
  record(error.detail);
};

const addSecretsOf = (form: Readonly<Record<string, string>>): void => {
  for (const [key, value] of Object.entries(form)) if (isSecretField(key)) secrets.add(value);
};

/** A signature or token is a secret as well: it could be used to send the request again. */
const addSignatureOf = ({ headers, url }: SignedRequest): void => {
  for (const [name, value] of Object.entries(headers)) if (isSignature(name)) secrets.add(value);
  for (const [, value] of new URL(url).searchParams) secrets.add(value);
};

const deliver = async (zap: Parameters<typeof bench.deliver>[0], request: SignedRequest): Promise<string> => {
  addSignatureOf(request);
  const run = await bench.deliver(zap, request);
  if (run.error) record(run.error);
  return run.error?.name ?? `${run.output.length} delivered`;
};

afterEach(() => {
  recorded.push(...bench.sandbox.app.printed, ...bench.sandbox.zapier.services.logs);
});

describe.each(firstSubjects(events))('$key', ({ event, input }) => {
  test('the error for a refused delivery contains nothing of the request', async () => {
    const { zap, target } = await bench.live(event, input);
    addSecretsOf(zap.connection.authData);
    secrets.add(target.secret);
    const { sign } = bench.emulator(event);
    const signed = (body: string, at = new Date()) => sign(target, typeOf(event), body, { at });
    const genuine = signed(bodyOf(event, UNKNOWN));
    const brokenHeaders = Object.fromEntries(
      Object.entries(genuine.headers).map(([name, value]) => [name, isSignature(name) ? `${value}x` : value]),
    );
    const brokenUrl = new URL(genuine.url);
    for (const [name, value] of new URL(genuine.url).searchParams) brokenUrl.searchParams.set(name, `x${value}`);
    const broken = { ...genuine, headers: brokenHeaders, url: brokenUrl.href };
    const otherSecret = 'whsec_Zm9yZ2VyLWZvcmdlci1mb3JnZXItZm9yZ2Vy';
    const old = signed(genuine.body, new Date(Date.now() - 301_000));

    expect(await deliver(zap, sign({ ...target, secret: otherSecret }, typeOf(event), genuine.body))).toBe(
      'HaltedError',
    );
    expect(await deliver(zap, broken)).toBe('HaltedError');
    expect(await deliver(zap, { ...genuine, method: 'PUT' })).toBe('HaltedError');
    // An envelope can contain any body.
    const ofOtherBody = event.provider.toEnvelope ? '1 delivered' : 'HaltedError';
    expect(await deliver(zap, signed(`{"${MARKER}": `))).toBe(ofOtherBody);
    expect(await deliver(zap, signed(`["${MARKER}"]`))).toBe(ofOtherBody);
    expect(await deliver(zap, old)).toBe(checksTime(event.provider.verifier.scheme) ? 'HaltedError' : '1 delivered');
    // A type that no trigger is for, where the body names the type.
    expect(await deliver(zap, signed(bodyOf(event, { type: `${MARKER} type`, eventName: `${MARKER} type` })))).toMatch(
      /^[01] delivered$/,
    );
  });

  test('the log of a schema difference contains only paths', async () => {
    const { zap, target } = await bench.live(event, input);
    for (const name of Object.keys(payloadSample(event))) {
      const body = bodyOf(event, { [name]: { inner: [MARKER], [`${MARKER} as a key`]: [MARKER] } });
      expect(await deliver(zap, bench.emulator(event).sign(target, typeOf(event), body))).toMatch(/^[01] delivered$/);
    }
  });
});

describe.each(firstSubjects(oneOfEach))('$key', ({ event, input }) => {
  const { provider } = event;

  test('the error for a missing or unusable secret contains no other value of the connection', async () => {
    const { zap, target } = await bench.live(event, input);
    const request = bench.emulator(event).sign(target, typeOf(event), bodyOf(event, UNKNOWN));
    const { subscription } = zap;
    if (provider.secret.from === 'connection') {
      zap.connection = withAuth(bench, { [provider.secret.field]: undefined });
      expect(await deliver(zap, request)).toBe('AppError');
    } else {
      zap.subscription = { id: subscription?.['id'] };
      expect(await deliver(zap, request)).toBe('AppError');
      secrets.add('cut-off-••••••••-secret');
      zap.subscription = { ...subscription, secret: 'cut-off-••••••••-secret' };
      expect(await deliver(zap, request)).toBe('AppError');
    }
  });

  test('the error for an unavailable cache or API contains nothing of the request', async () => {
    const { zap, target } = await bench.live(event, input);
    const body = bodyOf(event, UNKNOWN);
    bench.sandbox.zapier.services.failCache = () => true;
    expect(await deliver(zap, bench.emulator(event).sign(target, typeOf(event), body))).toBe('1 delivered');
    bench.sandbox.zapier.services.failCache = () => false;
    bench.emulator(event).fault = failing('GET', /./, { status: 500, body: MARKER.slice(0, 4) });
    const expected = provider.enrich ? 'ThrottledError' : '1 delivered';
    const other = bodyOf(event, { undocumented: `${MARKER} again` });
    const id = { id: event.key === 'firespring_event' ? 90_211 : 2280, messageId: 'other' };
    const again = JSON.stringify({ ...JSON.parse(other), ...id });
    expect(await deliver(zap, bench.emulator(event).sign(target, typeOf(event), again))).toBe(expected);
  });
});

describe('an API that repeats every request', () => {
  let echo: EchoServer;
  beforeAll(async () => {
    echo = await startEchoServer();
  });
  afterAll(() => echo.close());
  const opened: Zapier[] = [];
  afterEach(async () => {
    for (const zapier of opened.splice(0)) await zapier.close();
  });

  // Base64 encodes three bytes at a time, so the username ends at each of the three positions.
  const USERNAMES = ['agent-1', 'agent-12', 'agent-123'];

  test.each([200, 301, 400, 401, 403, 422, 429, 500])(
    'with the status %i does not get secrets into errors',
    async (status) => {
      const environment = {
        BUILDR_API_URL: echo.url,
        BUILDR_TOKEN_URL: `${echo.url}/token`,
        FIRESPRING_API_URL: echo.url,
        FRESHPAINT_API_URL: echo.url,
      };
      const { app, clock } = bench.sandbox;
      const zapier = await Zapier.start({ app: { ...app, close: async () => undefined }, clock, environment });
      opened.push(zapier);
      echo.status = status;
      for (const basekit_username of status === 400 ? USERNAMES : USERNAMES.slice(0, 1)) {
        const form = { ...bench.connection.authData, basekit_api_url: echo.url, basekit_username };
        addSecretsOf(form);
        await zapier.connect(form).catch(recordError);
        const connection = {
          id: basekit_username,
          label: '',
          authData: { ...form, buildr_access_token: [...echo.credentials][0] ?? '' },
        };
        for (const event of oneOfEach.filter(({ provider }) => provider.subscriptions ?? provider.list)) {
          const zap = zapier.createZap(event.key, connection);
          await zapier.turnOn(zap).catch(recordError);
          await zapier.test(zap).catch(recordError);
          zap.subscription = { id: 'some-id', secret: 'whsec_c3Vic2NyaXB0aW9uLXNlY3JldC0wMTIzNDU2Nzg5' };
          secrets.add('whsec_c3Vic2NyaXB0aW9uLXNlY3JldC0wMTIzNDU2Nzg5');
          const off = await zapier.turnOff(zap);
          if (!off.ok) record(off.error);
        }
      }
      recorded.push(...zapier.services.logs);
      for (const one of echo.credentials) secrets.add(one);
    },
  );
});

describe('all errors and logs', () => {
  test('exist and contain no secret, signature, token or body', () => {
    expect(recorded.join('\n')).toContain('HaltedError');
    expect(recorded.join('\n')).toContain('the payload differs from its schema at');
    expect(recorded.join('\n')).toContain(': unknown fields undocumented, (unusual name)');
    expect(recorded.join('\n')).toContain(': refused (body_not_json)');
    expect(recorded.join('\n')).toContain(': undocumented event type (unusual name)');
    expect(recorded.join('\n')).toContain('devplatform-outbound');
    expect(secrets.size).toBeGreaterThan(150);
    expect(leaksIn([...new Set(recorded)], secrets)).toEqual([]);
  });

  test('are searched for secrets in every encoding', () => {
    const secret = 'whsec_c2VjcmV0LW9mLXNvbWVib2R5';
    const encoded = [
      secret,
      secret.slice(6),
      encodeURIComponent('a+b/c=d&'),
      ...['', 'a', 'ab'].map((before) => Buffer.from(`${before}token token`).toString('base64')),
    ];
    for (const text of encoded) expect(leaksIn([`x ${text} y`], [secret, 'a+b/c=d&', 'token token'])).toHaveLength(1);
    expect(leaksIn(['nothing'], [secret])).toEqual([]);
  });
});
