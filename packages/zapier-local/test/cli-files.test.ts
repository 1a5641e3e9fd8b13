import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCapturedRequest } from '../src/cli/captured-request.ts';
import { readAuth } from '../src/cli/read-auth.ts';
import { guessContentType, readDelivery } from '../src/cli/read-delivery.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zapier-local-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const write = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

describe('credentials', () => {
  test('are a JSON object', async () => {
    expect(await readAuth(await write('auth.json', '{"api_key":"a","port":1}'))).toEqual({ api_key: 'a', port: 1 });
    expect(await readAuth(await write('auth', '\uFEFF {"api_key":"a"}'))).toEqual({ api_key: 'a' });
  });

  test('are the lines that Zapier’s CLI writes into .env', async () => {
    const lines = ["CLIENT_ID='x'", "authData_api_key='a b'", 'authData_scopes=\'["read"]\'', "authData_note='[x'"];
    expect(await readAuth(await write('.env', lines.join('\n')))).toEqual({
      api_key: 'a b',
      scopes: ['read'],
      note: '[x',
    });
  });

  test.each([
    ['list.json', '["a"]', /list\.json is not a JSON object, such as \{"name": "value"\}\.$/],
    ['broken.json', '{', /broken\.json is not valid JSON: /],
    [
      'none.env',
      'API_KEY=a',
      /none\.env has no credentials\. Use a JSON object, or lines such as authData_api_key=… as /,
    ],
  ])('%s with %s is a usage error', async (name, content, message) => {
    await expect(readAuth(await write(name, content))).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(message),
    });
  });

  test.each([
    '{"api_key": secret-1}',
    'secret-1',
    '{"api_key":"secret-1" "b":1}',
    '{"api_key":"secret-1"',
    '{"a":"secret-1\n"}',
  ])('are not in the message about invalid JSON: %s', async (content) => {
    const path = await write('broken.json', content);
    const error: unknown = await readAuth(path).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ name: 'UsageError', message: expect.stringContaining('is not valid JSON: ') });
    expect(String(error)).not.toMatch(/secret|SECRET|retval|api_key/);
  });

  test('a file that does not exist is a usage error', async () => {
    await expect(readAuth('none.json')).rejects.toThrow('none.json: The file does not exist.');
    await expect(readAuth(folder)).rejects.toThrow(`${folder}: This is a folder.`);
  });
});

test.each([
  ['order.json', 'not json', 'application/json'],
  ['order.xml', 'x', 'application/xml'],
  ['order.txt', ' {"id":1}\n', 'application/json'],
  ['order', '[1]', 'application/json'],
  ['order', '\n<order/>', 'application/xml'],
  ['order', 'id=1&note=a+b&empty=', 'application/x-www-form-urlencoded'],
  ['order', 'id=1\n', 'application/x-www-form-urlencoded'],
  ['order', 'a = b', 'text/plain'],
  ['order', 'a=b and c', 'text/plain'],
  ['order', '', 'text/plain'],
])('the content type of %s with %j is guessed: %s', (path, text, type) => {
  expect(guessContentType(path, text)).toBe(type);
});

describe('a captured request', () => {
  const read = (text: string | Uint8Array) => readCapturedRequest(Buffer.from(text as string));

  test('has a request line, headers and a body of which every byte is kept', () => {
    const head = 'PUT /hooks/1?a=1&b=%20#c HTTP/1.1\r\nHost: x\r\nX-Id: 1\r\nx-empty:\r\nX-Id: 2\r\n\r\n';
    const body = Buffer.from([0xff, 0x00, 0x0d, 0x0a, 0x0d, 0x0a, 0xe2, 0x82]);
    const request = read(Buffer.concat([Buffer.from(head), body]));
    expect(request).toMatchObject({ method: 'PUT', query: 'a=1&b=%20', headers: { 'X-Id': '1, 2', 'x-empty': '' } });
    expect(request?.headers).not.toHaveProperty('Host');
    expect(Buffer.from(request?.body ?? []).equals(body)).toBe(true);
  });

  test('can have lines that end with \\n, and no body or version', () => {
    expect(read('GET /hooks/1\nX-Id: 1\n')).toMatchObject({ method: 'GET', query: '', headers: { 'X-Id': '1' } });
  });

  test.each(['{"id":1}', 'POST this', 'POST /x HTTP/1.1\nnot a header\n\nx', 'id: 1\n\nx', ''])(
    '%j is a body and not a request',
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );
});

describe('a delivery', () => {
  const none = { headers: {}, query: undefined };

  test('is a body with a guessed content type, and options change it', async () => {
    const path = await write('order.json', '{"id":1}');
    expect(await readDelivery(path, none)).toMatchObject({
      method: 'POST',
      query: '',
      headers: { 'content-type': 'application/json' },
    });
    const changed = await readDelivery(path, { headers: { 'Content-Type': 'text/plain', 'X-Id': '1' }, query: 'a=1' });
    expect(changed).toMatchObject({ query: 'a=1', headers: { 'content-type': 'text/plain', 'x-id': '1' } });
  });

  test('is a captured request, and options change it', async () => {
    const path = await write('order.http', 'POST /x?a=1 HTTP/1.1\nX-Id: 1\nX-Other: 2\n\nbody');
    const { body, ...request } = await readDelivery(path, none);
    expect(request).toEqual({ method: 'POST', query: 'a=1', headers: { 'x-id': '1', 'x-other': '2' } });
    expect(Buffer.from(body).toString()).toBe('body');
    const changed = await readDelivery(path, { headers: { 'x-ID': '3' }, query: '' });
    expect(changed).toMatchObject({ query: '', headers: { 'x-id': '3', 'x-other': '2' } });
  });
});
