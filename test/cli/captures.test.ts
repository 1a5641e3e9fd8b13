import { readCapture } from '../../sandbox/cli/capture/index.ts';
import { UsageError } from '../../sandbox/cli/usage-error.ts';

const BODY = '{"a": "it\'s \\"ü\\" $5 \\\\n",\n "b": 1}\n';
const expected = { method: 'POST', querystring: 'x=1&token=a%2Bb', content: BODY };

const read = (text: string, entry = 1) => readCapture(text, entry);
const headerOf = (text: string, name: string) =>
  Object.entries(read(text).headers).find(([key]) => key.toLowerCase() === name)?.[1];

const har = (entries: number) => ({
  log: {
    version: '1.2',
    entries: Array.from({ length: entries }, (_, index) => ({
      request: {
        method: 'POST',
        url: 'https://example.com/hook?x=1&token=a%2Bb#part',
        headers: [
          { name: 'X-Number', value: String(index + 1) },
          { name: 'X-Signature', value: 'abc=' },
        ],
        postData: { mimeType: 'application/json', text: BODY },
      },
    })),
  },
});

const quoted = `'${BODY.replaceAll("'", "'\\''")}'`;
const FORMATS: Readonly<Record<string, string>> = {
  'Zapier’s rawRequest': JSON.stringify({
    ...expected,
    headers: { 'Http-X-Signature': 'abc=', 'X-Signature': 'abc=' },
  }),
  'a Zapier bundle': JSON.stringify({ bundle: { rawRequest: { ...expected, headers: { 'X-Signature': 'abc=' } } } }),
  'JSON with a body and a list of headers': JSON.stringify({
    method: 'POST',
    url: 'https://example.com/hook?x=1&token=a%2Bb',
    headers: [['X-Signature', 'abc=']],
    body: BODY,
  }),
  'JSON with a base64 body': JSON.stringify({
    ...expected,
    content: undefined,
    body: Buffer.from(BODY).toString('base64'),
    isBase64Encoded: true,
    headers: { 'X-Signature': ['abc='] },
  }),
  'raw HTTP with CRLF': `POST /hook?x=1&token=a%2Bb HTTP/1.1\r\nHost: example.com\r\nX-Signature:  abc= \r\n\r\n${BODY}`,
  'raw HTTP with LF': `POST /hook?x=1&token=a%2Bb HTTP/2\nX-Signature: abc=\n\n${BODY}`,
  'a HAR': JSON.stringify(har(1)),
  'a curl command': `curl -X POST 'https://example.com/hook?x=1&token=a%2Bb' -H 'X-Signature: abc=' --data-raw ${quoted}`,
  'a curl command of several lines': `$ curl --location --request POST "https://example.com/hook?x=1&token=a%2Bb" \\\n  --header "X-Signature: abc=" \\\n  --max-time 5 --data-binary \\\n ${quoted} | jq`,
  'a curl command copied from Chrome': `curl 'https://example.com/hook?x=1&token=a%2Bb' \\\n  -H 'X-Signature: abc=' \\\n  --data-raw $'${BODY.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replace('ü', '\\u00fc')}' --compressed`,
};

test.each(Object.keys(FORMATS))('reads %s', (format) => {
  const text = FORMATS[format] ?? '';
  expect(read(text)).toMatchObject(expected);
  expect(headerOf(text, 'x-signature')).toBe('abc=');
});

test('reads a chosen entry of a HAR', () => {
  const text = JSON.stringify(har(3));
  expect(read(text, 3)).toMatchObject({ headers: { 'X-Number': '3' }, format: 'HAR, entry 3 of 3' });
  expect(() => read(text, 4)).toThrow('The HAR has no entry 4. Choose one from 1 to 3.');
});

test('requires a body in JSON, which may be empty', () => {
  const headers = { 'X-Signature': 'abc=' };
  for (const empty of [{ body: '' }, { body: null, isBase64Encoded: true }, { content: null }]) {
    expect(read(JSON.stringify({ headers, ...empty }))).toMatchObject({ content: '', notes: [] });
  }
  expect(() => read(JSON.stringify({ headers }))).toThrow(
    'The recording contains headers but no body. Add the raw body as a string under “body”. If it is empty, use "".',
  );
});

test('reads raw HTTP without a request line or a body', () => {
  expect(read('X-Signature: abc=\n\n{}')).toMatchObject({ method: undefined, content: '{}' });
  expect(read('POST /\nX-Signature: abc=\n')).toMatchObject({ content: '', headers: { 'X-Signature': 'abc=' } });
});

test('keeps different values of one header, so that the verifier rejects them', () => {
  expect(headerOf('X-Signature: a\nx-signature: b\nX-SIGNATURE: a\n\n', 'x-signature')).toEqual(['a', 'b']);
});

test('joins the data of a curl command, derives its method, and expands environment variables', () => {
  process.env['CURL_TEST_TOKEN'] = 'from the environment';
  const text = 'curl https://example.com -d a=1 --data b=2 -H "X-Token: $CURL_TEST_TOKEN"';
  const token = headerOf(text, 'x-token');
  delete process.env['CURL_TEST_TOKEN'];
  expect(token).toBe('from the environment');
  expect(read(text)).toMatchObject({ method: 'POST', content: 'a=1&b=2' });
  expect(read('curl https://example.com').method).toBe('GET');
  expect(() => read('curl https://example.com -d @body.json')).toThrow(
    'The curl command reads its body from a file. Pass the body itself with --data-raw.',
  );
  expect(read('curl https://example.com --data-raw @body').content).toBe('@body');
});

test.each(['', '{"eventName":"site.publish"}', '[1]', 'just text\n\nand more', 'wget https://example.com'])(
  'rejects %j',
  (text) => {
    expect(() => read(text)).toThrow(UsageError);
    expect(() => read(text)).toThrow('This is not a recorded request.');
  },
);
