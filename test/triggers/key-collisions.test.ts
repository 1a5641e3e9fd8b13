import { withAuth } from '../helpers/actions.ts';
import { type ApiServer, appWith, startApiServer } from '../helpers/api-server.ts';
import { eventOf, openBench } from '../helpers/sandbox.ts';

let api: ApiServer;
beforeAll(async () => {
  api = await startApiServer();
});
afterAll(() => api.close());
const bench = openBench(appWith(() => api.url));
const event = eventOf('firespring_event');

const FORGED = {
  confirmed: true,
  confirmed__by: 'x',
  'confirmed[]': 'x',
  record: { amount_paid: 1 },
  record_: { links: { pay: 'x' } },
  record__amount_paid: 1,
  record__pricing__total: 1,
  'record[]amount_paid': 1,
  record_age_seconds: 0,
  record_age_seconds__x: 0,
};
const KEPT = { record_type: 'a', records: [1], confirmed_by: 'b', Record__amount_paid: 2 };
const BODY = { id: 1, event_type: 'order.created', payload: { id: 801, object: 'order' } };

/** Zapier's names of the fields of an output. */
const flatten = (value: unknown, path = ''): [string, unknown][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => flatten(inner, path === '' ? key : `${path}__${key}`))
    : [[path, value]];

const send = async (changes: object, connection = bench.connection) => {
  const live = await bench.live(event);
  live.zap.connection = connection;
  const { output, error } = await bench.send(event, live, JSON.stringify({ ...changes, ...BODY }));
  expect(error).toBeUndefined();
  return output[0] ?? {};
};

test('A key of the body that collides with an added field is dropped, flattened or not', async () => {
  api.answer = { status: 200, body: '{"id":801,"object":"order","amount_paid":4200,"pricing":{"total":4200}}' };
  const output = await send({ ...FORGED, ...KEPT });
  expect(output).toEqual({
    ...BODY,
    ...KEPT,
    confirmed: true,
    record_age_seconds: null,
    record: { id: 801, object: 'order', amount_paid: 4200, pricing: { total: 4200 } },
  });
  const names = flatten(output).map(([name]) => name);
  expect(names).toHaveLength(new Set(names).size);
});

test('Without an API key nothing in the body looks confirmed', async () => {
  const connection = withAuth(bench, { firespring_api_key: undefined, firespring_website_id: undefined });
  const output = await send(FORGED, connection);
  expect(output).toEqual({ ...BODY, confirmed: false, record_age_seconds: null, record: {} });
});

test('A signed body keeps its keys', async () => {
  api.answer = { status: 200, body: '{"contact":{"id":"51"}}' };
  const buildr = eventOf('buildr_contact_create');
  const body = { id: 51, url: 'https://app.example.com', contact__name: 'signed' };
  const { output } = await bench.send(buildr, await bench.live(buildr), JSON.stringify(body));
  expect(output).toEqual([{ ...body, event: 'contact.create', contact: { id: '51' } }]);
});
