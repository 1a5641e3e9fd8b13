import type { SignedRequest } from '../sandbox/providers/emulator.ts';
import { failing } from '../sandbox/providers/faults.ts';
import type { HandlerError } from '../sandbox/zapier/lambda.ts';
import { Zapier } from '../sandbox/zapier/zapier.ts';
import { ZapierError } from '../sandbox/zapier/zaps.ts';
import { payloadSample } from '../triggers/define-event.ts';
import { withAuth } from './helpers/actions.ts';
import { builtLambda } from './helpers/built-app.ts';
import { type EchoServer, startEchoServer } from './helpers/echo-server.ts';
import { isSecretField, leaksIn } from './helpers/leaks.ts';
import { bodyOf, events, oneOfEach, openBench, typeOf } from './helpers/sandbox.ts';

const bench = openBench(builtLambda);
const MARKER = 'what-only-the-body-of-a-webhook-holds';
/** All that was said outside a Zap's own output, and all that must not be in it. */
const said: string[] = [];
const secrets = new Set<string>([MARKER]);

const hear = ({ name, message, stack }: HandlerError): void => void said.push(name, message, stack);

const hearError = (error: unknown): void => {
  if (!(error instanceof ZapierError)) throw error;
  hear(error.detail);
};

const keepSecretsOf = (form: Readonly<Record<string, string>>): void => {
  for (const [key, value] of Object.entries(form)) if (isSecretField(key)) secrets.add(value);
};

/** A signature or token is as secret as what makes it: with it, this request could be sent again. */
const keepProofsOf = ({ headers, url }: SignedRequest): void => {
  for (const [name, value] of Object.entries(headers)) if (/signature|hmac|token/i.test(name)) secrets.add(value);
  for (const [, value] of new URL(url).searchParams) secrets.add(value);
};

const fail = async (zap: Parameters<typeof bench.deliver>[0], request: SignedRequest): Promise<string> => {
  keepProofsOf(request);
  const run = await bench.deliver(zap, request);
  if (run.error) hear(run.error);
  return run.error?.name ?? `${run.output.length} delivered`;
};

afterEach(() => {
  said.push(...bench.sandbox.lambda.printed, ...bench.sandbox.zapier.services.logs);
});

describe.each(events.map((event) => ({ key: event.key, event })))('$key', ({ event }) => {
  test('what is refused is said without what was sent', async () => {
    const { zap, target } = await bench.live(event);
    keepSecretsOf(zap.connection.authData);
    secrets.add(target.secret);
    const { sign } = bench.emulator(event);
    const signed = (body: string, at = new Date()) => sign(target, typeOf(event), body, { at });
    const genuine = signed(bodyOf(event, { [MARKER]: MARKER }));
    const headers = Object.fromEntries(
      Object.entries(genuine.headers).map(([name, value]) => [
        name,
        /sign|hmac|token/.test(name) ? `${value}x` : value,
      ]),
    );
    const broken = { ...genuine, headers, url: genuine.url.replace('token=', 'token=x') };
    const forger = 'whsec_Zm9yZ2VyLWZvcmdlci1mb3JnZXItZm9yZ2Vy';
    const old = signed(genuine.body, new Date(Date.now() - 301_000));

    expect(await fail(zap, sign({ ...target, secret: forger }, typeOf(event), genuine.body))).toBe('HaltedError');
    expect(await fail(zap, broken)).toBe('HaltedError');
    expect(await fail(zap, { ...genuine, method: 'PUT' })).toBe('HaltedError');
    expect(await fail(zap, signed(`{"${MARKER}": `))).toBe('HaltedError');
    expect(await fail(zap, signed(`["${MARKER}"]`))).toBe('HaltedError');
    expect(await fail(zap, old)).toBe(event.provider.verifier.checksTime ? 'HaltedError' : '1 delivered');
  });

  test('what drifted is said by its place alone', async () => {
    const { zap, target } = await bench.live(event);
    const drifted = Object.keys(payloadSample(event)).map((name) => [name, { [MARKER]: [MARKER] }]);
    for (const [name, value] of drifted) {
      const body = bodyOf(event, { [String(name)]: value });
      expect(await fail(zap, bench.emulator(event).sign(target, typeOf(event), body))).toMatch(/^[01] delivered$/);
    }
  });
});

describe.each(oneOfEach.map((event) => ({ key: event.key, event })))('$key', ({ event }) => {
  const { provider } = event;

  test('what the connection lacks is said without what it has', async () => {
    const { zap, target } = await bench.live(event);
    const request = bench.emulator(event).sign(target, typeOf(event), bodyOf(event, { [MARKER]: MARKER }));
    const { subscription } = zap;
    if (provider.secret.from === 'connection') {
      zap.connection = withAuth(bench, { [provider.secret.field]: undefined });
      expect(await fail(zap, request)).toBe('AppError');
    } else {
      zap.subscription = { id: subscription?.['id'] };
      expect(await fail(zap, request)).toBe('AppError');
      secrets.add('whsec_cut-off-secret');
      zap.subscription = { ...subscription, secret: 'whsec_cut-off-secret' };
      expect(await fail(zap, request)).toBe('AppError');
    }
  });

  test('a cache or an API that fails is said without what was sent', async () => {
    const { zap, target } = await bench.live(event);
    const body = bodyOf(event, { [MARKER]: MARKER });
    bench.sandbox.zapier.services.failCache = () => true;
    expect(await fail(zap, bench.emulator(event).sign(target, typeOf(event), body))).toBe('1 delivered');
    bench.sandbox.zapier.services.failCache = () => false;
    bench.emulator(event).fault = failing('GET', /./, { status: 500, body: MARKER.slice(0, 4) });
    const expected = provider.enrich ? 'ThrottledError' : '1 delivered';
    const other = bodyOf(event, { [MARKER]: `${MARKER} again` });
    const id = { id: event.key === 'firespring_event' ? 90_211 : 2280, messageId: 'other' };
    const again = JSON.stringify({ ...JSON.parse(other), ...id });
    expect(await fail(zap, bench.emulator(event).sign(target, typeOf(event), again))).toBe(expected);
  });
});

describe('an API that repeats all that it is told', () => {
  let parrot: EchoServer;
  beforeAll(async () => {
    parrot = await startEchoServer();
  });
  afterAll(() => parrot.close());
  const opened: Zapier[] = [];
  afterEach(async () => {
    for (const zapier of opened.splice(0)) await zapier.close();
  });

  // One for each place that a user name's end can take among the triples that base64 is made of.
  const NAMES = ['agent-1', 'agent-12', 'agent-123'];

  test.each([200, 301, 400, 401, 403, 422, 429, 500])('with %i is not repeated', async (status) => {
    const environment = {
      BUILDR_API_URL: parrot.url,
      BUILDR_TOKEN_URL: `${parrot.url}/token`,
      FIRESPRING_API_URL: parrot.url,
      FRESHPAINT_API_URL: parrot.url,
    };
    const { lambda, clock } = bench.sandbox;
    const zapier = await Zapier.start({ lambda: { ...lambda, close: async () => undefined }, clock, environment });
    opened.push(zapier);
    parrot.status = status;
    for (const basekit_username of status === 400 ? NAMES : NAMES.slice(0, 1)) {
      const form = { ...bench.connection.authData, basekit_api_url: parrot.url, basekit_username };
      keepSecretsOf(form);
      await zapier.connect(form).catch(hearError);
      const connection = {
        id: basekit_username,
        label: '',
        authData: { ...form, buildr_access_token: [...parrot.heard][0] ?? '' },
      };
      for (const event of oneOfEach.filter(({ provider }) => provider.subscriptions ?? provider.list)) {
        const zap = zapier.createZap(event.key, connection);
        await zapier.turnOn(zap).catch(hearError);
        await zapier.test(zap).catch(hearError);
        zap.subscription = { id: 'some-id', secret: 'whsec_c3Vic2NyaXB0aW9uLXNlY3JldC0wMTIzNDU2Nzg5' };
        secrets.add('whsec_c3Vic2NyaXB0aW9uLXNlY3JldC0wMTIzNDU2Nzg5');
        const off = await zapier.turnOff(zap);
        if (!off.ok) hear(off.error);
      }
    }
    said.push(...zapier.services.logs);
    for (const one of parrot.heard) secrets.add(one);
  });
});

describe('all that was said', () => {
  test('is something, and holds no secret, no signature, no token and no body', () => {
    expect(said.join('\n')).toContain('HaltedError');
    expect(said.join('\n')).toContain('the payload differs from its schema at');
    expect(said.join('\n')).toContain('devplatform-outbound');
    expect(secrets.size).toBeGreaterThan(150);
    expect(leaksIn([...new Set(said)], secrets)).toEqual([]);
  });

  test('would show a secret that is in it, however it is written', () => {
    const secret = 'whsec_c2VjcmV0LW9mLXNvbWVib2R5';
    const written = [
      secret,
      secret.slice(6),
      encodeURIComponent('a+b/c=d&'),
      ...['', 'a', 'ab'].map((before) => Buffer.from(`${before}token token`).toString('base64')),
    ];
    for (const text of written) expect(leaksIn([`x ${text} y`], [secret, 'a+b/c=d&', 'token token'])).toHaveLength(1);
    expect(leaksIn(['nothing'], [secret])).toEqual([]);
  });
});
