import { silenceConsole } from './helpers/console.ts';
import { startTinyZapier, type TinyZapier } from './helpers/tiny-zapier.ts';

let tiny: TinyZapier;

beforeAll(async () => {
  silenceConsole();
  tiny = await startTinyZapier();
});
afterAll(async () => {
  await tiny.zapier.close();
  jest.restoreAllMocks();
});

/** What an app gets as `bundle.cleanedRequest`. */
const cleanedOf = async (body: string, type?: string, query = ''): Promise<unknown> => {
  const headers = type === undefined ? {} : { 'Content-Type': type };
  const run = await tiny.runOf(await tiny.on('cleaned'), body, headers, query);
  expect(run.error).toBeUndefined();
  return run.output[0]?.['cleanedRequest'];
};

const FORM = 'application/x-www-form-urlencoded';

describe('the cleaned request of', () => {
  test.each([
    ['a JSON object', '{"id":1,"a":{"b":[null]}}', 'application/json', { id: 1, a: { b: [null] }, querystring: {} }],
    ['JSON of another type', ' {"id":1}', 'text/plain', { id: 1, querystring: {} }],
    ['JSON that is sent as a form', '{"id":1}', FORM, { id: 1, querystring: {} }],
    ['a JSON array', '[{"id":1},{"id":2}]', 'application/json', [{ id: 1 }, { id: 2 }]],
    ['a JSON text', '"id"', 'application/json', { querystring: {} }],
    ['null', 'null', 'application/json', { querystring: {} }],
    ['malformed JSON', '{"id":1', 'application/json', { querystring: {} }],
    [
      'a form',
      'first+name=J%C3%BCrgen&age=27&empty=',
      FORM,
      { 'first name': 'Jürgen', age: '27', empty: '', querystring: {} },
    ],
    [
      'a form with a repeated key',
      'a=1&b=2&a=3&a=4',
      `${FORM}; charset=utf-8`,
      { a: ['1', '3', '4'], b: '2', querystring: {} },
    ],
    ['a form that is malformed JSON', '{a}=1', FORM, { '{a}': '1', querystring: {} }],
    ['a text', 'hello', 'text/plain', { querystring: {} }],
    ['nothing', '', undefined, { querystring: {} }],
  ])('%s', async (_, body, type, expected) => {
    expect(await cleanedOf(body, type)).toEqual(expected);
  });

  test('a multipart form', async () => {
    const form = new FormData();
    form.append('id', '1');
    form.append('tag', 'a');
    form.append('tag', 'b ü');
    form.append('file', new Blob(['<file>'], { type: 'text/xml' }), 'order.xml');
    const response = new Response(form);
    const type = response.headers.get('content-type') ?? '';
    expect(await cleanedOf(await response.text(), type)).toEqual({
      id: '1',
      tag: ['a', 'b ü'],
      file: '<file>',
      querystring: {},
    });
    expect(await cleanedOf('no form', type)).toEqual({ querystring: {} });
    expect(await cleanedOf('no form', 'multipart/form-data')).toEqual({ querystring: {} });
  });

  test.each([
    ['<?xml version="1.0"?><order><id>1</id><note/></order>', { order: { id: '1', note: null } }],
    ['<order id="1">  A &amp; <![CDATA[<B>]]></order>', { order: { '@id': '1', '#text': 'A & <B>' } }],
    ['<o><i a="1">x</i><i>y</i><!-- no --><i/></o>', { o: { i: [{ '@a': '1', '#text': 'x' }, 'y', null] } }],
    [
      '<soap:Envelope xmlns:soap="http://example.com/soap"><soap:Body>1</soap:Body></soap:Envelope>',
      { 'soap:Envelope': { '@xmlns:soap': 'http://example.com/soap', 'soap:Body': '1' } },
    ],
    ['<o><__proto__>1</__proto__></o>', { o: JSON.parse('{"__proto__":"1"}') }],
    ['<order><id>1</order>', {}],
    ['<order>', {}],
    ['<!DOCTYPE o [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><o>&b;</o>', {}],
  ])('XML: %s', async (xml, expected) => {
    for (const type of ['application/xml', 'text/xml; charset=utf-8', 'application/soap+xml', 'text/plain']) {
      expect(await cleanedOf(xml, type)).toEqual({ ...expected, querystring: {} });
    }
  });

  test.each([
    ['JSON arrays', '['.repeat(20_000) + ']'.repeat(20_000), 'application/json'],
    ['JSON objects', '{"a":'.repeat(20_000) + 1 + '}'.repeat(20_000), 'application/json'],
    ['XML', '<a>'.repeat(20_000) + '</a>'.repeat(20_000), 'text/xml'],
  ])('%s of thousands of levels has no keys', async (_, body, type) => {
    expect(await cleanedOf(body, type)).toEqual({ querystring: {} });
  });

  test('a query string', async () => {
    const querystring = { token: 'a b', x: ['1', '2'], y: '' };
    expect(await cleanedOf('{"id":1}', undefined, '?token=a%20b&x=1&y&x=2')).toEqual({ id: 1, querystring });
    expect(await cleanedOf('[1]', undefined, '?token=a')).toEqual([1]);
  });

  test('a GET request', async () => {
    const zap = await tiny.on('cleaned');
    const request = { url: `${zap.url}?id=1`, method: 'GET', headers: {}, body: '' };
    const { output } = await tiny.zapier.deliver(zap, request);
    expect(output[0]?.['cleanedRequest']).toEqual({ querystring: { id: '1' } });
  });
});
