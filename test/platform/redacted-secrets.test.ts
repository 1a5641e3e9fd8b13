import { redactedMessage } from '../../platform/redacted-message.ts';
import { type ApiServer, lambdaWhere, startApiServer } from '../helpers/api-server.ts';
import { eventOf, openBench } from '../helpers/sandbox.ts';

const SECRETS = [
  'p@ss"w\\ord/+=&<é>',
  'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  'two words+plus',
  "o'neil;$ecret",
  'abcd1234',
];

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const base64url = (text: string): string => Buffer.from(text).toString('base64url');
const hex = (text: string): string => Buffer.from(text).toString('hex');
const json = (text: string): string => JSON.stringify(text).slice(1, -1);
const unicode = (text: string): string =>
  [...text].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
const html = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
const decimal = (text: string): string => [...text].map((character) => `&#${character.codePointAt(0)};`).join('');
const hexadecimal = (text: string): string =>
  [...text].map((character) => `&#x${character.codePointAt(0)?.toString(16)}`).join(';');
const form = (text: string): string => new URLSearchParams({ a: text }).toString().slice(2);
const percent = (text: string): string => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join('');

const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in upper case': (text) => text.toUpperCase(),
  'JSON-escaped': json,
  'JSON-escaped with \\/': (text) => json(text).replaceAll('/', '\\/'),
  'JSON-escaped as code units': unicode,
  'JSON-escaped twice': (text) => json(json(text)),
  'HTML-escaped': html,
  'HTML-escaped in decimal': decimal,
  'HTML-escaped in hex without semicolons': hexadecimal,
  'HTML-escaped twice': (text) => html(html(text)),
  'form-encoded': form,
  'URL-encoded': encodeURIComponent,
  'URL-encoded in every byte': percent,
  'URL-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'URL-encoded in HTML': (text) => html(encodeURIComponent(text)),
  'URL-encoded in JSON code units': (text) => unicode(encodeURIComponent(text)),
  'in Latin-1 percent codes': (text) => percent(text).replace('%c3%a9', '%e9'),
  'in base64': base64,
  'in base64 without padding': (text) => base64(text).replace(/=+$/, ''),
  'in base64url': base64url,
  'in base64 with line breaks': (text) => base64(text).replace(/.{8}/g, '$&\r\n'),
  'in base64 after one byte': (text) => base64(`x${text}`),
  'in base64 after two bytes': (text) => base64(`xy${text}`),
  'in base64 between other bytes': (text) => base64(`user:${text}:more`),
  'in base64url between other bytes': (text) => base64url(`user:${text}:more`),
  'in base64 twice': (text) => base64(base64(text)),
  'in base64 of HTTP Basic in base64': (text) => base64(`Basic ${base64(`user:${text}`)}`),
  'in base64 of JSON': (text) => base64(JSON.stringify({ secret: text })),
  'in base64 of a form': (text) => base64(`secret=${form(text)}`),
  'in hex': hex,
  'in upper-case hex': (text) => hex(text).toUpperCase(),
  'in hex with colons': (text) => hex(text).replace(/..(?=.)/g, '$&:'),
  'in hex of base64': (text) => hex(base64(text)),
  'in URL-encoded base64': (text) => encodeURIComponent(base64(text)),
  'in form-decoded base64': (text) => base64(text).replaceAll('+', ' '),
  'in pieces': (text) => [...text].join('\u200b'),
};

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

describe('in doubt the quote is dropped', () => {
  test.each([
    ['without the prefix of the secret', 'got MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    ['with most of a short secret', 'The API key abcdefgh123* is unknown'],
    ['with a part of the secret', 'no match for whsec_MfKQ9r8GKYqrTwj***'],
    ['with one word of several secrets', 'token abcdefgh1234 is unknown'],
    ['that is escaped four times', `token ${[1, 2, 3, 4].reduce((text) => encodeURIComponent(text), '%41bc')}`],
    ['with an unknown HTML entity', 'token &plus;&sol;'],
    ['of 3,000 characters', 'long '.repeat(600)],
  ])('A message %s', (_name, message) => {
    const secrets = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'abcdefgh1234 zyxwvuts9876'];
    expect(redactedMessage({ message }, secrets)).toBe('');
  });
});

test.each([
  'The event name is invalid.',
  'Only 100% valid values & <numbers> like "a" or 5+5',
  'No webhook 3f1c2b9e-5d0a-4c0f-9a53-0c1f7f2f9b6d',
  'C:\\temp\\new',
])('%s is quoted', (message) => {
  expect(redactedMessage({ message }, SECRETS)).toBe(message);
});

test('The quote is cut to 200 characters', () => {
  expect(redactedMessage({ message: 'word '.repeat(100) }, SECRETS)).toHaveLength(200);
});

test('A message that is 1,000,000 characters long is dropped before it is decoded', () => {
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
    lambdaWhere(/\.performSubscribe$/, ({ environment }) => ({
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
    await expect(bench.sandbox.zapier.turnOn(zap)).rejects.toThrow(/^Buildr refused the request \(422\)\.$/);
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
