import { type Connection, Zapier, ZapierError } from 'zapier-local';
import { ATTACKS, type RequestAttack } from '../sandbox/attacks/index.ts';
import { runAttacks } from '../sandbox/attacks/run.ts';
import { firstSubjects } from '../sandbox/subjects.ts';
import { GENUINE, inputsOf, SECRETS } from './creates/genuine.ts';
import { withAuth } from './helpers/actions.ts';
import { builtApp } from './helpers/built-app.ts';
import { type EchoServer, startEchoServer } from './helpers/echo-server.ts';
import { isSecretField, leaksIn } from './helpers/leaks.ts';
import { bodyOf, events, oneOfEach, openBench, typeOf } from './helpers/sandbox.ts';

// What the app stores or logs besides the errors of its triggers.

const bench = openBench(builtApp);
const MARKER = 'marker-in-a-body';
/** Unknown fields. The path of the first is logged; a key that does not look like a field’s name may be a value. */
const UNKNOWN = { undocumented: MARKER, [`${MARKER} as a key`]: MARKER };
/** All errors and logs. */
const recorded: string[] = [];
/** All calls of Zapier's cache. */
const stored: string[] = [];
const secrets = new Set<string>([MARKER]);

const addSecretsOf = (form: Readonly<Record<string, string>>): void => {
  for (const [key, value] of Object.entries(form)) if (isSecretField(key)) secrets.add(value);
};

const record = (error: unknown): string => {
  if (!(error instanceof ZapierError)) throw error;
  const { name, message, stack } = error.detail;
  recorded.push(name, message, stack);
  return name;
};

const recordCache = ({ services: { cache } }: Zapier): void => {
  const { call } = cache;
  cache.call = (connection, method, params) => {
    stored.push(JSON.stringify(params));
    return call(connection, method, params);
  };
};

beforeAll(() => {
  recordCache(bench.sandbox.zapier);
  addSecretsOf(bench.connection.authData);
});

afterEach(() => {
  recorded.push(...bench.sandbox.app.printed, ...bench.sandbox.zapier.services.logs);
});

describe('Zapier’s cache', () => {
  test.each(firstSubjects(events))('contains only hashes of a delivery to $key', async ({ event, input }) => {
    const { zap, target } = await bench.live(event, input);
    secrets.add(target.secret);
    const request = bench.emulator(event).sign(target, typeOf(event), bodyOf(event, UNKNOWN));
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
      // To read: key and scope. To write: a value follows the key.
      const list: readonly unknown[] = JSON.parse(params);
      const [key, value] = list.length > 2 ? list : [list[0], '""'];
      expect(key).toMatch(/^(delivery|retry)-[0-9a-f]{64}$/);
      expect(value).toMatch(/^"([0-9a-f]{64})?"$/);
    }
  });
});

describe('an action whose API repeats every request', () => {
  let echo: EchoServer;
  beforeAll(async () => {
    echo = await startEchoServer();
  });
  afterAll(() => echo.close());

  const event = { event: MARKER, user_id: MARKER, properties: { [MARKER]: MARKER }, deduplication_id: MARKER };
  const secret = 'whsec_YSBzZWNyZXQgdGhhdCBhIHVzZXIgdHlwZWQgaW4gaGltc2VsZg==';
  const ACTIONS: Readonly<Record<string, object>> = {
    basekit_create_webhook_subscription: { event: 'site.publish', url: 'https://example.com/hook' },
    buildr_create_webhook: { url: 'https://example.com/hook', event_types: ['contact.create'], secret },
    freshpaint_track_event: event,
    freshpaint_identify_user: { user_id: MARKER, user_properties: { [MARKER]: MARKER } },
  };

  test('is every action except the one that calls no API', async () => {
    const { creates } = await bench.sandbox.zapier.definition();
    expect([...Object.keys(ACTIONS), 'verify_delivery'].sort()).toEqual(Object.keys(creates).sort());
  });

  test.each([200, 301, 400, 401, 403, 409, 422, 429, 500])(
    'with the status %i does not get secrets into errors',
    async (status) => {
      const environment = {
        BUILDR_API_URL: echo.url,
        BUILDR_TOKEN_URL: `${echo.url}/token`,
        FRESHPAINT_API_URL: echo.url,
      };
      const { app, clock } = bench.sandbox;
      const zapier = await Zapier.start({ app: { ...app, close: async () => undefined }, clock, environment });
      recordCache(zapier);
      echo.status = status;
      secrets.add(secret);
      const authData = { ...bench.connection.authData, basekit_api_url: echo.url, basekit_username: 'agent' };
      const connection: Connection = { id: 'echo', label: '', authData };
      for (const [key, inputData] of Object.entries(ACTIONS)) {
        const error = await zapier.create(key, connection, { ...inputData }).then(() => undefined, record);
        // The actions of Freshpaint read only the status.
        if (status !== 200 || !key.startsWith('freshpaint'))
          expect([key, error]).toEqual([key, expect.stringMatching(/Error$/)]);
      }
      await zapier.close();
      // Core always logs the headers of a response.
      recorded.push(...zapier.services.logs.map((line) => line.replace(/x-echo: [^\\"]+/g, '')));
      for (const one of echo.credentials) secrets.add(one);
    },
  );
});

describe('“Verify Webhook Delivery”', () => {
  const connectionWithSecrets = (): Connection => {
    addSecretsOf(SECRETS);
    return withAuth(bench, SECRETS);
  };

  test.each(GENUINE)('returns no data of an unverified request of $provider', async (genuine) => {
    const inputs = inputsOf(genuine);
    for (const value of Object.values<string>(genuine.headers(genuine.body))) if (value.length > 15) secrets.add(value);
    const connection = connectionWithSecrets();
    const forged = {
      ...inputs,
      raw_body: `{"${MARKER}": "${MARKER}"}`,
      headers: inputs.headers.replace(/"([^"]{12,})"(?=[,}])/g, '"$1x"'),
      querystring: inputs.querystring.replace('token=', 'token=x'),
    };
    const { zapier } = bench.sandbox;
    expect(await zapier.create('verify_delivery', connection, forged).then(() => 'verified', record)).toBe(
      'HaltedError',
    );
    const output = await zapier.create('verify_delivery', connection, { ...forged, on_failure: 'continue' });
    expect(output).toMatchObject({ verified: false, payload: null });
    recorded.push(JSON.stringify(output));
  });
});

describe('the connection form', () => {
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

  test.each(Object.entries(WRONG))('refuses an invalid %s without repeating it', async (key, value) => {
    const form = { ...bench.connection.authData, [key]: value };
    expect(await bench.sandbox.zapier.connect(form).then(() => 'connected', record)).toBe('AppError');
  });
});

describe('attacks', () => {
  const single = ATTACKS.filter((attack): attack is RequestAttack => 'transform' in attack && !attack.isHeavy);

  test.each(firstSubjects(oneOfEach))(
    'on $key leave nothing in any log',
    async (subject) => {
      const { sandbox, connection } = bench;
      let count = 0;
      for await (const { leaks } of runAttacks({ sandbox, connection, attacks: single, subjects: [subject] })) {
        count += 1;
        expect(leaks).toEqual([]);
      }
      expect(count).toBeGreaterThan(5);
    },
    60_000,
  );
});

describe('all errors, logs and cache calls', () => {
  test('exist and contain no secret, signature, token or body', () => {
    expect(secrets.size).toBeGreaterThan(40);
    expect(stored.length).toBeGreaterThan(300);
    expect(stored.join('\n')).toContain('"attempt-');
    expect(recorded.join('\n')).toContain('devplatform-outbound');
    expect(leaksIn([...new Set([...recorded, ...stored])], secrets)).toEqual([]);
  });

  test('contain no marker of an attack’s body', () => {
    expect([...recorded, ...stored].filter((text) => /marker-[0-9a-f]{8}-/.test(text))).toEqual([]);
  });
});
