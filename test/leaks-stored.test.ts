import { ATTACKS, type RequestAttack } from '../sandbox/attacks/index.ts';
import { runAttacks } from '../sandbox/attacks/run.ts';
import { Zapier } from '../sandbox/zapier/zapier.ts';
import { type Connection, ZapierError } from '../sandbox/zapier/zaps.ts';
import { GENUINE, inputsOf, SECRETS } from './creates/genuine.ts';
import { withAuth } from './helpers/actions.ts';
import { builtLambda } from './helpers/built-app.ts';
import { type EchoServer, startEchoServer } from './helpers/echo-server.ts';
import { isSecretField, leaksIn } from './helpers/leaks.ts';
import { bodyOf, events, oneOfEach, openBench, typeOf } from './helpers/sandbox.ts';

// What the app leaves behind besides the errors of its triggers: in Zapier's cache, in the logs, and where its actions end.

const bench = openBench(builtLambda);
const MARKER = 'what-only-a-body-holds';
const said: string[] = [];
const stored: string[] = [];
const secrets = new Set<string>([MARKER]);

const keepSecretsOf = (form: Readonly<Record<string, string>>): void => {
  for (const [key, value] of Object.entries(form)) if (isSecretField(key)) secrets.add(value);
};

const hear = (error: unknown): string => {
  if (!(error instanceof ZapierError)) throw error;
  const { name, message, stack } = error.detail;
  said.push(name, message, stack);
  return name;
};

beforeAll(() => {
  const { cache } = bench.sandbox.zapier.services;
  const { call } = cache;
  // All that the app tells Zapier's cache.
  cache.call = (connection, method, params) => {
    stored.push(JSON.stringify(params));
    return call(connection, method, params);
  };
  keepSecretsOf(bench.connection.authData);
});

afterEach(() => {
  said.push(...bench.sandbox.lambda.printed, ...bench.sandbox.zapier.services.logs);
});

describe('Zapier’s cache', () => {
  test.each(events.map((event) => ({ key: event.key, event })))(
    '$key tells it nothing of a delivery',
    async ({ event }) => {
      const { zap, target } = await bench.live(event);
      secrets.add(target.secret);
      const request = bench.emulator(event).sign(target, typeOf(event), bodyOf(event, { [MARKER]: MARKER }));
      for (const value of [...Object.values(request.headers), new URL(request.url).search.slice(1)]) {
        if (value.length > 15 && !value.startsWith('application/')) secrets.add(value);
      }
      const before = stored.length;
      bench.emulator(event).fault = (method) => (method === 'GET' ? { status: 500 } : undefined);
      await bench.deliver(zap, request);
      await bench.clock.advance(61_000);
      await bench.deliver(zap, request);
      const calls = stored.slice(before);
      expect(calls.length).toBeGreaterThan(2);
      for (const params of calls) {
        // A key and a scope to read and to delete, and a value between them to write.
        const list: readonly unknown[] = JSON.parse(params);
        const [key, value] = list.length > 2 ? list : [list[0], '"deferred"'];
        expect(key).toMatch(/^delivery-[0-9a-f]{64}$/);
        expect(value).toMatch(/^"(running|last try|extra|settled) [0-9a-f-]*"$|^"deferred"$/);
      }
    },
  );
});

describe('an action whose API repeats all that it is told', () => {
  let parrot: EchoServer;
  beforeAll(async () => {
    parrot = await startEchoServer();
  });
  afterAll(() => parrot.close());

  const event = { event: MARKER, user_id: MARKER, properties: { [MARKER]: MARKER }, deduplication_id: MARKER };
  const secret = 'whsec_YSBzZWNyZXQgdGhhdCBhIHVzZXIgdHlwZWQgaW4gaGltc2VsZg==';
  const ACTIONS: Readonly<Record<string, object>> = {
    basekit_create_webhook_subscription: { event: 'site.publish', url: 'https://example.com/hook' },
    buildr_create_webhook: { url: 'https://example.com/hook', event_types: ['contact.create'], secret },
    freshpaint_track_event: event,
    freshpaint_identify_user: { user_id: MARKER, user_properties: { [MARKER]: MARKER } },
  };

  test('is every action but the one that calls no API', async () => {
    const { creates } = await bench.sandbox.zapier.definition();
    expect([...Object.keys(ACTIONS), 'verify_delivery'].sort()).toEqual(Object.keys(creates).sort());
  });

  test.each([200, 301, 400, 401, 403, 409, 422, 429, 500])('with %i does not repeat it', async (status) => {
    const environment = {
      BUILDR_API_URL: parrot.url,
      BUILDR_TOKEN_URL: `${parrot.url}/token`,
      FRESHPAINT_API_URL: parrot.url,
    };
    const { lambda, clock } = bench.sandbox;
    const zapier = await Zapier.start({ lambda: { ...lambda, close: async () => undefined }, clock, environment });
    const { cache } = zapier.services;
    const { call } = cache;
    cache.call = (connection, method, params) => {
      stored.push(JSON.stringify(params));
      return call(connection, method, params);
    };
    parrot.status = status;
    secrets.add(secret);
    const authData = { ...bench.connection.authData, basekit_api_url: parrot.url, basekit_username: 'agent' };
    const connection: Connection = { id: 'parrot', label: '', authData };
    for (const [key, inputData] of Object.entries(ACTIONS)) {
      const error = await zapier.create(key, connection, { ...inputData }).then(() => undefined, hear);
      // Freshpaint’s 200 says it all.
      if (status !== 200 || !key.startsWith('freshpaint'))
        expect([key, error]).toEqual([key, expect.stringMatching(/Error$/)]);
    }
    await zapier.close();
    // A header of an answer is in core's log whatever the app does.
    said.push(...zapier.services.logs.map((line) => line.replace(/x-echo: [^\\"]+/g, '')));
    for (const one of parrot.heard) secrets.add(one);
  });
});

describe('“Verify Webhook Delivery”', () => {
  const secretsOfActions = (): Connection => {
    keepSecretsOf(SECRETS);
    return withAuth(bench, SECRETS);
  };

  test.each(GENUINE)('hands on nothing of $provider’s that is not proven', async (genuine) => {
    const inputs = inputsOf(genuine);
    for (const value of Object.values<string>(genuine.headers(genuine.body))) if (value.length > 15) secrets.add(value);
    const connection = secretsOfActions();
    const forged = {
      ...inputs,
      raw_body: `{"${MARKER}": "${MARKER}"}`,
      headers: inputs.headers.replace(/"([^"]{12,})"(?=[,}])/g, '"$1x"'),
      querystring: inputs.querystring.replace('token=', 'token=x'),
    };
    const { zapier } = bench.sandbox;
    expect(await zapier.create('verify_delivery', connection, forged).then(() => 'verified', hear)).toBe('HaltedError');
    const output = await zapier.create('verify_delivery', connection, { ...forged, on_failure: 'continue' });
    expect(output).toMatchObject({ verified: false, payload: null });
    said.push(JSON.stringify(output));
  });
});

describe('the form of a connection', () => {
  const WRONG = {
    basekit_api_url: `http://${MARKER}.example.com`,
    basekit_hmac_secret: ' ',
    buildr_webhook_secret: `whsec_${MARKER}`,
    freshpaint_webhook_token: `${MARKER} öäü`,
    freshpaint_environment_id: `${MARKER}/?`,
    firespring_url_token: `${MARKER}#`,
    firespring_website_id: `${MARKER}/..`,
    buildr_client_secret: MARKER,
    firespring_api_key: MARKER,
    basekit_password: MARKER,
  };

  test.each(Object.entries(WRONG))('says what is wrong with %s, and not what is in it', async (key, value) => {
    const form = { ...bench.connection.authData, [key]: value };
    expect(await bench.sandbox.zapier.connect(form).then(() => 'connected', hear)).toBe('AppError');
  });
});

describe('an attack', () => {
  const single = ATTACKS.filter((attack): attack is RequestAttack => 'transform' in attack && !attack.isHeavy);

  test.each(oneOfEach.map(({ key }) => [key]))(
    'on %s leaves nothing of itself in any log',
    async (key) => {
      const { sandbox, clock, connection } = bench;
      let tried = 0;
      for await (const { leaks } of runAttacks({ sandbox, clock, connection, attacks: single, triggers: [key] })) {
        tried += 1;
        expect(leaks).toEqual([]);
      }
      expect(tried).toBeGreaterThan(5);
    },
    60_000,
  );
});

describe('all that was said and stored', () => {
  test('is something, and holds no secret, no signature, no token and no body', () => {
    expect(secrets.size).toBeGreaterThan(40);
    expect(stored.length).toBeGreaterThan(300);
    expect(stored.join('\n')).toContain('"attempt-');
    expect(said.join('\n')).toContain('devplatform-outbound');
    expect(leaksIn([...new Set([...said, ...stored])], secrets)).toEqual([]);
  });

  test('holds no marker of an attack’s body', () => {
    expect([...said, ...stored].filter((text) => /marker-[0-9a-f]{8}-/.test(text))).toEqual([]);
  });
});
