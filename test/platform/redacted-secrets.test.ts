import fc from 'fast-check';
import { redactedMessage } from '../../platform/redacted-message.ts';
import { type ApiServer, appWhere, startApiServer } from '../helpers/api-server.ts';
import { eventOf, openBench } from '../helpers/sandbox.ts';
import { ENCODINGS, SECRETS } from '../helpers/secret-encodings.ts';
import { versioned } from '../helpers/versioned.ts';

const shapes = (text: string): unknown[] => [
  { message: text },
  { error: `Invalid value ${text} in the request` },
  { error: { message: text } },
  { errors: [{ detail: 'fine' }, { detail: text }] },
  { errors: [{ message: text, code: 'x' }] },
  { error_description: `(${text})` },
];

describe.each(Object.entries(ENCODINGS))('a secret %s', (_name, encode) => {
  test('is not quoted', () => {
    for (const secret of SECRETS) {
      const data = { error: `Invalid value ${encode(secret)} in the request` };
      expect([secret, redactedMessage(data, ['other-value', secret])]).toEqual([secret, '']);
    }
  });
});

test('A secret is not quoted from any place of a response', () => {
  for (const secret of SECRETS) {
    for (const data of shapes(secret)) expect([data, redactedMessage(data, [secret])]).toEqual([data, '']);
  }
});

test('No part of a secret with four letters in a row is quoted', () => {
  for (const secret of SECRETS) {
    const characters = [...secret];
    for (let from = 0; from < characters.length; from += 1) {
      for (let to = from + 4; to <= characters.length; to += 1) {
        const part = characters.slice(from, to).join('');
        // Fewer letters than that could be in any message.
        if (!/[a-z]{4}/i.test(part)) continue;
        const message = `password ${part} is wrong`;
        expect([part, redactedMessage({ message }, [secret])]).toEqual([part, '']);
      }
    }
  }
});

test('No random secret is quoted, in any encoding', () => {
  const secrets = fc.string({ unit: 'grapheme', minLength: 6, maxLength: 40 });
  const encoders = fc.constantFrom(...Object.values(ENCODINGS));
  const property = fc.property(secrets, encoders, (secret, encode) => {
    const text = encode(secret).trim();
    fc.pre(text.length >= 4);
    const message = redactedMessage({ message: `value ${text} is wrong` }, [secret]);
    // Single letters, such as of a secret of white space, are harmless.
    expect(message === '' || !/[a-z]{4}/i.test(text)).toBe(true);
  });
  fc.assert(property, { seed: 20_260_212, numRuns: 2000 });
});

describe('in doubt the quote is dropped', () => {
  test.each([
    ['without the prefix of the secret', 'got MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    ['with most of a short secret', 'The API key abcdefgh123* is unknown'],
    ['with a part of the secret', 'no match for whsec_MfKQ9r8GKYqrTwj***'],
    ['with one word of several secrets', 'token abcdefgh1234 is unknown'],
    ['that is escaped four times', `token ${[1, 2, 3, 4].reduce((text) => encodeURIComponent(text), '%41bc')}`],
    ['with an unknown HTML entity', 'token &plus;&sol;'],
    ['with a number', 'at most 255 characters'],
    ['with an ID', 'No webhook 3f1c2b9e-5d0a-4c0f-9a53-0c1f7f2f9b6d'],
    ['with letters that are not English', 'The event é is unknown'],
    ['with a run of punctuation marks', 'The event .... is unknown'],
    ['in which short words repeat a part of a secret', 'it is not on the list'],
    ['with a whole short secret', 'it was at'],
    ['of 3,000 characters', 'long '.repeat(600)],
  ])('A message %s', (_name, message) => {
    const secrets = [
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'abcdefgh1234 zyxwvuts9876',
      'x1-is-not-on-2',
      'w-as-at',
      undefined,
    ];
    expect(redactedMessage({ message }, secrets)).toBe('');
  });
});

test.each([
  'The event name is invalid.',
  'filter_types: contact.create is not included in the list',
  'eventName and url are required; the user’s API key isn’t valid',
  'Not found',
  '“url” (webhook/url) must start with https, and end',
  'A User-Agent header is required [header]',
])('%s is quoted', (message) => {
  expect(redactedMessage({ message }, SECRETS)).toBe(message);
});

test('The quote is cut to 200 characters', () => {
  expect(redactedMessage({ message: 'value '.repeat(100) }, SECRETS)).toHaveLength(200);
});

test('A long token does not make a message slow', () => {
  const token = 'aB3-'.repeat(2000);
  const message = 'the value is not valid '.repeat(86);
  const started = performance.now();
  for (let count = 0; count < 10; count += 1) redactedMessage({ message }, [token, token, token]);
  expect((performance.now() - started) / 10).toBeLessThan(50);
});

test('A message that is 1,000,000 characters long is dropped at once', () => {
  const started = performance.now();
  expect(redactedMessage({ message: '%25'.repeat(333_333) }, SECRETS)).toBe('');
  expect(performance.now() - started).toBeLessThan(1000);
});

describe('a subscription’s signing secret', () => {
  const event = eventOf('buildr_contact_create');
  const SUBSCRIPTION = { id: 'hook-1', secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' };
  let api: ApiServer;
  beforeAll(async () => {
    api = await startApiServer();
  });
  afterAll(() => api.close());
  const bench = openBench(
    appWhere(/\.performSubscribe$/, ({ environment }) => ({
      environment: { ...environment, BUILDR_API_URL: api.url },
    })),
  );

  test.each(Object.entries(ENCODINGS))('does not get into an error of subscribing: %s', async (_name, encode) => {
    const secrets = new Set<string>();
    api.answer = (sent) => {
      const { secret } = JSON.parse(sent).webhook;
      secrets.add(secret);
      return { status: 422, body: JSON.stringify({ errors: [{ detail: `saw ${encode(secret)}` }] }) };
    };
    const zap = bench.sandbox.zapier.createZap(event.key, bench.connection);
    await expect(bench.sandbox.zapier.turnOn(zap)).rejects.toMatchObject({
      message: versioned('Buildr refused the request (422).'),
    });
    expect(secrets.size).toBe(1);
  });

  test.each(Object.entries(ENCODINGS))('does not get into an error of unsubscribing: %s', async (_name, encode) => {
    const zap = bench.sandbox.zapier.createZap(event.key, bench.connection);
    zap.subscription = SUBSCRIPTION;
    const body = JSON.stringify({ errors: [{ detail: `saw ${encode(SUBSCRIPTION.secret)}` }] });
    bench.emulator(event).fault = (method) => (method === 'DELETE' ? { status: 422, body } : undefined);
    const outcome = await bench.sandbox.zapier.turnOff(zap);
    expect(outcome).toMatchObject({ ok: false, error: { message: expect.stringContaining('(422)') } });
    expect(JSON.stringify(outcome)).not.toContain('saw');
  });
});
