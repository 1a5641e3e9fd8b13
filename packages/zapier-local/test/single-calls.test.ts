import { Hono } from 'hono';
import { type JsonObject, type Listening, listen, type Zapier } from '../src/index.ts';
import { type StartedFixture, startFixture } from './helpers/start-fixture.ts';

let api: Listening;
let forms: StartedFixture;
let zapier: Zapier;

beforeAll(async () => {
  const app = new Hono();
  app.get('/orders', (c) => c.json([{ id: 7, status: c.req.query('status') }]));
  app.get('/orders/:id', (c) => c.json({ id: c.req.param('id'), total: 12 }));
  api = await listen(app);
  forms = await startFixture('forms', { API_URL: api.url });
  zapier = forms.zapier;
});
afterAll(async () => {
  await forms.close();
  await api.close();
});

const list = (key: string, input?: JsonObject) => zapier.list(key, forms.connection, input);

test('the definition has all kinds of actions, also those of resources', async () => {
  const { version, triggers, searches, creates, searchOrCreates } = await zapier.definition();
  expect(version).toBe('1.0.0');
  expect(Object.keys(triggers)).toEqual(expect.arrayContaining(['polled', 'projects', 'shopList']));
  expect([triggers['polled']?.display.hidden, triggers['shopList']?.display.hidden]).toEqual([false, true]);
  expect([Object.keys(searches), Object.keys(creates)]).toEqual([
    ['find_order', 'pages'],
    ['create_order', 'raw'],
  ]);
  expect(searchOrCreates['find_order']).toEqual({ key: 'find_order', search: 'find_order', create: 'create_order' });
});

describe('a list', () => {
  test('of a polling trigger has what perform returns for the editor', async () => {
    const [item] = await list('polled', { status: 'open' });
    expect(item).toMatchObject({ id: 1, status: 'open', meta: { isLoadingSample: true, limit: -1, page: 0 } });
  });

  test('of a request has its response', async () => {
    expect(await list('requested', { status: 'open' })).toEqual([{ id: 7, status: 'open' }]);
  });

  test('of a REST hook has what performList returns, also without IDs', async () => {
    expect(await list('hooked')).toEqual([{ total: 1 }]);
  });

  test('needs the primary key, and no ID beside it', async () => {
    const result = [{ day: 1, shop: 'a' }];
    expect(await list('primary', { result })).toEqual(result);
  });

  test('may be empty', async () => {
    expect(await list('polled', { result: [] })).toEqual([]);
  });

  test.each<[string, JsonObject, RegExp]>([
    ['polled', { result: { data: [] } }, /polled.operation.perform returned an object; a trigger must return an array/],
    ['polled', { result: [1] }, /returned a number as item 1/],
    ['polled', { result: [{ id: 1 }, { name: 'x' }] }, /items that Zapier cannot deduplicate: item 2 has no “id”/],
    ['polled', { result: [{ id: null }] }, /item 1 has no “id”/],
    ['polled', { result: [{ id: {} }] }, /“id” of item 1 is not a text or a number/],
    ['primary', { result: [{ day: 1, id: 1 }] }, /item 1 has no “shop”/],
    ['hooked', { result: 'x' }, /hooked.operation.performList returned a string/],
    ['static', {}, /^triggers.static has no performList/],
    ['other', {}, /^The app has no triggers.other. Its triggers: .*polled/],
  ])('fails with a clear error: %s %p', async (key, input, message) => {
    await expect(list(key, input)).rejects.toThrow(message);
  });
});

describe('a search', () => {
  const search = (key: string, input: JsonObject = {}, token?: string) =>
    zapier.search(key, forms.connection, input, token);

  test('returns what it finds', async () => {
    expect(await search('find_order', { name: 'x' })).toEqual({ items: [{ id: 1, name: 'x' }, { id: 2 }] });
  });

  test('returns pages', async () => {
    const first = await search('pages');
    expect(first).toEqual({ items: [{ id: 1 }], pagingToken: 'next' });
    expect(await search('pages', {}, first.pagingToken)).toEqual({ items: [{ id: 2 }] });
  });

  test('that returns no array fails', async () => {
    await expect(search('find_order', { result: { id: 1 } })).rejects.toThrow(
      'searches.find_order.operation.perform returned an object; a search must return an array, the best match first.',
    );
  });

  test('gets one record', async () => {
    const found = await zapier.get('searches.find_order', forms.connection, { id: 9 });
    expect(found).toEqual({ id: '9', total: 12 });
    await expect(zapier.get('searches.pages', forms.connection, { id: 9 })).rejects.toThrow(
      'searches.pages has no performGet.',
    );
  });
});

describe('an action', () => {
  test('has the input with its defaults', async () => {
    const input = await zapier.fields.withDefaults('creates.create_order', forms.connection, { kind: 'plain' });
    const { inputData, inputDataRaw } = await zapier.create('create_order', forms.connection, input);
    expect([inputData, inputDataRaw]).toEqual([input, input]);
    expect(input).toMatchObject({ kind: 'plain', quantity: 12, is_paid: false });
  });

  test.each([
    [[{ id: 1 }], 'an array'],
    ['done', 'a string'],
    [null, 'nothing'],
    [undefined, 'nothing'],
  ])('that returns %p fails', async (result, kind) => {
    await expect(zapier.create('raw', forms.connection, { result })).rejects.toThrow(
      `creates.raw.operation.perform returned ${kind}; an action must return an object.`,
    );
  });
});
