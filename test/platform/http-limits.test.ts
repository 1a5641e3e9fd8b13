import { gzipSync } from 'node:zlib';
import { payloadSample } from '../../triggers/define-event.ts';
import { type ApiServer, appWith, startApiServer } from '../helpers/api-server.ts';
import { eventOf, openBench } from '../helpers/sandbox.ts';

let api: ApiServer;
beforeAll(async () => {
  api = await startApiServer();
});
afterAll(() => api.close());
const bench = openBench(appWith(() => api.url));
const event = eventOf('buildr_contact_create');
const MARKER = 'what-only-the-record-contains';

const read = async (body: string | Buffer, headers: Readonly<Record<string, string>> = {}, status = 200) => {
  api.answer = { status, body, headers };
  const live = await bench.live(event);
  const logged = bench.sandbox.zapier.services.logs.length;
  const run = await bench.send(event, live, JSON.stringify({ ...payloadSample(event), id: 51 }));
  const deferral = run.isOver ? '' : (run.error?.message ?? '');
  if (!run.isOver) await bench.clock.advance(301_000);
  return { run, deferral, logs: bench.sandbox.zapier.services.logs.slice(logged).join('\n') };
};

const recordOf = (bytes: number): string => {
  const start = `{"contact":{"id":"51","name":"${MARKER}","note":"`;
  return `${start}${'x'.repeat(bytes - start.length - 3)}"}}`;
};

test('A response of exactly 5 MB is read', async () => {
  const { run } = await read(recordOf(5_000_000));
  expect(run.output).toMatchObject([{ contact: { name: MARKER } }]);
});

test.each([
  ['one byte more than 5 MB', recordOf(5_000_001), {}],
  ['20 MB', recordOf(20_000_000), {}],
  ['20 kB that decompress to 20 MB', gzipSync(recordOf(20_000_000)), { 'content-encoding': 'gzip' }],
])('A response of %s defers the delivery once, then leaves the record out', async (_name, body, headers) => {
  const { run, deferral } = await read(body, headers);
  expect(deferral).toContain('too large');
  expect([run.error, run.output]).toEqual([undefined, [expect.objectContaining({ contact: {} })]]);
});

test.each([200, 400, 500])('No part of a response with status %d is logged', async (status) => {
  const { logs } = await read(recordOf(100_000), {}, status);
  expect(logs).toContain('contacts/51');
  expect(logs).not.toContain(MARKER);
  expect(logs.length).toBeLessThan(50_000);
});

const WITHOUT_RECORD = [undefined, [expect.objectContaining({ contact: {} })]];

test('A response with status 304 leaves the record out', async () => {
  const { run, deferral } = await read('', {}, 304);
  expect([run.error, run.output, deferral]).toEqual([...WITHOUT_RECORD, '']);
});

const EMPTY: [string, string | Buffer, number, Record<string, string>][] = [
  ['status 200 and no body', '', 200, {}],
  ['status 204', '', 204, {}],
  ['status 205', '', 205, {}],
  ['white space', ' \n', 200, {}],
  ['null', 'null', 200, {}],
  [
    'gzip that ends before the first byte',
    gzipSync(recordOf(5000)).subarray(0, 10),
    200,
    { 'content-encoding': 'gzip' },
  ],
];

test.each(EMPTY)('A success with %s defers the delivery once', async (_name, body, status, headers) => {
  const { run, deferral } = await read(body, headers, status);
  expect(deferral).toContain('sent an empty response');
  expect([run.error, run.output]).toEqual(WITHOUT_RECORD);
});

test.each([408, 425])('A %d defers the delivery once', async (status) => {
  const { run, deferral } = await read('{}', {}, status);
  expect(deferral).toContain(`answered with the error ${status}`);
  expect([run.error, run.output, run.calls]).toEqual([...WITHOUT_RECORD, 2]);
});

test.each([
  ['another ID', '{"contact":{"id":"52","name":"other"}}'],
  ['another ID at the top', '{"id":52,"name":"other"}'],
  ['no ID', '{"contact":{"name":"other"}}'],
  ['an ID that is a list', '{"contact":{"id":[51],"name":"other"}}'],
])('A record with %s is not used', async (_name, body) => {
  const { run, deferral } = await read(body);
  expect(deferral).toContain('sent another record');
  expect([run.error, run.output]).toEqual(WITHOUT_RECORD);
});

describe('the delay after a 429', () => {
  test.each([
    [{ 'x-rate-limited-for': '7' }, '{"bucket":"per_day"}', 7],
    [{ 'retry-after': '9' }, '', 9],
    [{}, '{"error":"rate_limit_exceeded","bucket":"10_seconds","limit":20}', 10],
    [{}, '{"error":"rate_limit_exceeded","bucket":"1_hour","limit":2000}', 180],
    [{}, '{"error":"rate_limit_exceeded","bucket":"1_day","limit":48000}', 180],
    [{}, '{"bucket":{"a":1}}', 60],
    [{}, '<html>', 60],
    [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, '{}', 60],
  ])('with %j and %s is %d s', async (headers, body, seconds) => {
    const { deferral } = await read(body, headers, 429);
    const { delay } = JSON.parse(deferral);
    // Not longer than the signature is valid, less a margin: 300 − 120 s.
    expect(delay).toBeLessThanOrEqual(seconds);
    expect(delay).toBeGreaterThan(seconds - 5);
  });
});
