import { parse } from 'node:url';
import { hostKind } from '../../platform/private-hosts.ts';
import { validateUrl, validateWebhookUrl } from '../../platform/validate.ts';
import { act, withAuth } from '../helpers/actions.ts';
import { eventOf, openBench } from '../helpers/sandbox.ts';

const NOT_PUBLIC = 'must be an address on the public internet';

const LOOPBACK = [
  'localhost',
  'LOCALHOST',
  'localhost.',
  'localhost..',
  'a.localhost',
  'loc\u00adalhost',
  'ⓛocalhost',
  '127.0.0.1',
  '127.0.0.1.',
  '127.0.0.1..',
  '127.1',
  '2130706433',
  '0177.0.0.1',
  '0x7f.1',
  '0x7f000001',
  '①②⑦.⓪.⓪.①',
  '１２７.0.0.1',
  '127。0。0。1',
  '%31%32%37.0.0.1',
  '127.255.255.254',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
];

const PRIVATE = [
  '0',
  '0.0.0.0',
  '10.0.0.1',
  '10.1',
  '012.0.0.1',
  '0xa.1',
  '167772161',
  '100.64.0.1',
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '１６９.２５４.１６９.２５４',
  '169.254.169.254..',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '0300.0250.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '[::]',
  '[::127.0.0.1]',
  '[::ffff:10.0.0.1]',
  '[::ffff:a9fe:a9fe]',
  '[::ffff:0:127.0.0.1]',
  '[fe80::1]',
  '[fec0::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[ff02::1]',
  '[64:ff9b::169.254.169.254]',
  '[2002:7f00:1::]',
  '[2001:0:1::1]',
  'metadata',
  'metadata.google.internal',
  'METADATA.google.internal.',
  'printer.local',
  'localhost.localdomain',
  'router.home.arpa',
  '192.0.2.1',
  '198.51.100.1',
  '203.0.113.1',
  '[2001:db8::1]',
  '[3fff::1]',
  "169.254.169.254'.example.com",
  '169.254.169.254%27.example.com',
  '127.0.0.1{.example.com',
  '127.0.0.1;.example.com',
  'localhost`.example.com',
];

const PUBLIC = [
  'rest.example.com',
  'localhost.example.com',
  '10.0.0.1.example.com',
  '8.8.8.8',
  '172.15.0.1',
  '172.32.0.1',
  '100.128.0.1',
  '192.169.0.1',
  '[2606:4700::1111]',
  '[::ffff:8.8.8.8]',
  'bücher.example',
];

/** Core's HTTP client parses an address with Node's older parser. */
const seenByCore = (host: string) => parse(new URL(`https://${host}`).href).hostname;

test('Every host that core would read as another one is private', () => {
  const characters = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
  const hosts = characters.map((character) => `127.0.0.1${character}.example.com`);
  const accepted = hosts.filter(
    (host) => URL.canParse(`https://${host}`) && new URL(`https://${host}`).username === '',
  );
  const different = accepted.filter((host) => seenByCore(host) !== new URL(`https://${host}`).hostname);
  expect(different.length).toBeGreaterThan(0);
  expect(different.filter((host) => !['private', 'loopback'].includes(kindOf(host)))).toEqual([]);
});

const kindOf = (host: string) => hostKind(new URL(`https://${host}`).hostname);

afterEach(() => {
  delete process.env['AWS_LAMBDA_FUNCTION_NAME'];
});

test.each(LOOPBACK)('%s is a loopback host', (host) => {
  expect(kindOf(host)).toBe('loopback');
});
test.each(PRIVATE)('%s is a private host', (host) => {
  expect(kindOf(host)).toBe('private');
});
test.each(PUBLIC)('%s is a public host', (host) => {
  expect(kindOf(host)).toBe('public');
});

describe.each([
  ['validateUrl', validateUrl],
  ['validateWebhookUrl', validateWebhookUrl],
])('%s', (_name, validate) => {
  const problems = (hosts: readonly string[]) =>
    new Set(hosts.flatMap((host) => ['https', 'http'].map((scheme) => validate(`${scheme}://${host}/path`))));

  test('rejects private hosts everywhere', () => {
    expect(problems(PRIVATE)).toEqual(new Set([NOT_PUBLIC]));
    process.env['AWS_LAMBDA_FUNCTION_NAME'] = 'zapier';
    expect(problems(PRIVATE)).toEqual(new Set([NOT_PUBLIC]));
  });

  test('rejects loopback hosts only in Lambda', () => {
    expect(problems(LOOPBACK)).toEqual(new Set([undefined]));
    process.env['AWS_LAMBDA_FUNCTION_NAME'] = 'zapier';
    expect(problems(LOOPBACK)).toEqual(new Set([NOT_PUBLIC]));
  });

  test('accepts public hosts, with https only', () => {
    process.env['AWS_LAMBDA_FUNCTION_NAME'] = 'zapier';
    for (const host of PUBLIC) {
      expect([host, validate(`https://${host}/`)]).toEqual([host, undefined]);
      expect([host, validate(`http://${host}/`)]).toEqual([host, 'must start with https://']);
    }
  });

  test('does not parse an address that is too long', () => {
    const parse = jest.spyOn(URL, 'canParse');
    for (const text of ['一'.repeat(100_000), 'a/../'.repeat(20_000), '@'.repeat(100_000)]) {
      expect(validate(`https://${text}`)).toBeDefined();
    }
    for (const [input] of parse.mock.calls) expect(String(input).length).toBeLessThanOrEqual(2000);
    parse.mockRestore();
  });
});

describe('a call', () => {
  const bench = openBench();
  const event = eventOf('basekit_site_publish');

  test('repeats the check of the form, because a connection may be older', async () => {
    for (const address of [
      'https://169.254.169.254',
      'https://10.0.0.1',
      'http://rest.example.com',
      'https://[fe80::1]',
    ]) {
      const zap = bench.sandbox.zapier.createZap(event.key, withAuth(bench, { basekit_api_url: address }));
      await expect(bench.sandbox.zapier.turnOn(zap)).rejects.toThrow('“BaseKit API URL” must');
      await expect(bench.sandbox.zapier.connect(zap.connection.authData)).rejects.toThrow('“BaseKit API URL” must');
    }
  });

  test('is not made to a loopback host in Lambda', async () => {
    process.env['AWS_LAMBDA_FUNCTION_NAME'] = 'zapier';
    const before = bench.emulator(event).calls.length;
    const zap = bench.sandbox.zapier.createZap(event.key, bench.connection);
    await expect(bench.sandbox.zapier.turnOn(zap)).rejects.toThrow(NOT_PUBLIC);
    expect(bench.emulator(event).calls).toHaveLength(before);
  });

  test.each([
    ['buildr_create_webhook', { event_types: ['contact.create'] }],
    ['basekit_create_webhook_subscription', { event: 'site.publish' }],
  ])('%s registers no private webhook URL', async (action, inputs) => {
    for (const host of ['169.254.169.254', '2852039166', '[::ffff:10.0.0.1]', 'metadata.google.internal']) {
      const { error, message } = await act(bench, action, { ...inputs, url: `https://${host}/hook` });
      expect([error, message]).toEqual(['AppError', expect.stringContaining(NOT_PUBLIC)]);
    }
  });

  test('A very long address does not slow the label of a connection down', async () => {
    const parse = jest.spyOn(URL, 'canParse');
    const { authData } = withAuth(bench, { basekit_api_url: `https://${'一'.repeat(50_000)}` });
    const outcome = await bench.sandbox.zapier.call(
      'authentication.connectionLabel',
      {},
      { ...bench.connection, authData },
    );
    expect(outcome).toMatchObject({ ok: true });
    for (const [input] of parse.mock.calls) expect(String(input).length).toBeLessThanOrEqual(2000);
    parse.mockRestore();
  });
});
