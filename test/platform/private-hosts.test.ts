import { createServer } from 'node:net';
import { parse } from 'node:url';
import { hostKind } from '../../platform/private-hosts.ts';
import { validateUrl, validateWebhookUrl } from '../../platform/validate.ts';
import { act, withAuth } from '../helpers/actions.ts';
import { LOOPBACK, nameOf, PRIVATE, PUBLIC } from '../helpers/hosts.ts';
import { eventOf, openBench } from '../helpers/sandbox.ts';

const NOT_PUBLIC = 'must be an address on the public internet';

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

test('Every host that core would read as another one because of its length is private', () => {
  const hosts = Array.from({ length: 100 }, (_, index) => nameOf(201 + index));
  const different = hosts.filter((host) => seenByCore(host) !== host);
  expect(different.length).toBeGreaterThan(0);
  expect(different.filter((host) => kindOf(host) !== 'private')).toEqual([]);
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

  test('does not reach the host that core reads from the path if the host name is too long', async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = Object(server.address());
    const address = `https://${nameOf(300)}/127.0.0.1:${port}/latest`;
    const zap = bench.sandbox.zapier.createZap(event.key, withAuth(bench, { basekit_api_url: address }));
    const message = await bench.sandbox.zapier.turnOn(zap).then(() => '', String);
    await new Promise((resolve) => server.close(resolve));
    expect([connections, message]).toEqual([0, expect.stringContaining(NOT_PUBLIC)]);
  });

  test.each(['\u0000', '\u001f'])('is made to the address that was checked, without %j', async (character) => {
    const { url, calls } = bench.emulator(event);
    const before = calls.length;
    const zap = bench.sandbox.zapier.createZap(event.key, withAuth(bench, { basekit_api_url: `${url}${character}` }));
    await bench.sandbox.zapier.turnOn(zap);
    expect(calls.slice(before).map(({ path }) => path)).toEqual(['/webhooks/subscriptions']);
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
