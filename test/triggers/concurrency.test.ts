import { setTimeout as sleep } from 'node:timers/promises';
import { inThisProcess, type Outcome, virtualClock, Zapier } from 'zapier-local';
import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import { throttledError } from '../../platform/errors.ts';
import { withCacheLatency } from '../helpers/cache-latency.ts';
import { captureConsole } from '../helpers/console.ts';
import { createFakeProviders, FAKE_SECRET, fakeEvent } from '../helpers/fake-providers.ts';
import { hmacOf, post } from '../helpers/sign.ts';

const connection = { id: 'connection-1', label: '', authData: { endpoint_name: 'me', pasted_secret: FAKE_SECRET } };

type RequestId = (copy: number) => Readonly<Record<string, string>>;

const distinct: RequestId = (copy) => ({ 'Http-X-Request-Id': `request-${copy}` });
const shared: RequestId = () => ({ 'Http-X-Request-Id': 'request' });
/** Headers that make every request ID count as none, or as a different one. */
const REQUEST_IDS: readonly (readonly [name: string, requestId: RequestId])[] = [
  ['distinct request IDs', distinct],
  ['no request ID', () => ({})],
  ['an empty request ID', () => ({ 'Http-X-Request-Id': '' })],
  ['ambiguous request IDs', () => ({ 'Http-X-Request-Id': 'one', 'X-Request-Id': 'two' })],
  ['request IDs of 200 kB', (copy) => ({ 'Http-X-Request-Id': `${copy}`.padEnd(200_000, 'x') })],
];

/** The number of outputs, deferrals and duplicates, which must be all that there is. */
const count = (outcomes: readonly Outcome[]) => {
  const outputs = outcomes.flatMap((outcome) => (outcome.ok ? Object(outcome.results) : []));
  const errors = outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.error.name));
  expect(errors.filter((name) => name !== 'ThrottledError')).toEqual([]);
  return { outputs: outputs.length, deferrals: errors.length };
};

describe.each([0, 5, 30])('copies of a delivery with %i ms of cache latency', (latency) => {
  const { answers, endpoint, pasted } = createFakeProviders();
  let zapier: Zapier;
  let deliveries = 0;

  beforeAll(async () => {
    captureConsole();
    const app = createApp([
      { provider: endpoint, events: [fakeEvent(endpoint, 'thing.created', 'endpoint_thing')] },
      { provider: pasted, events: [fakeEvent(pasted, 'thing.created', 'pasted_thing')] },
    ]);
    const slow = await withCacheLatency(inThisProcess(createAppHandler(app)), latency);
    zapier = await Zapier.start({ app: slow, clock: virtualClock(), environment: {} });
  });
  beforeEach(() => {
    deliveries += 1;
    answers.enrich = () => undefined;
  });
  afterAll(async () => {
    await zapier.close();
    jest.restoreAllMocks();
  });

  /** Runs copies of this test's delivery at the same time. */
  const deliver = async (trigger: string, copies: number, requestId: RequestId) => {
    const body = JSON.stringify({ id: `thing-${deliveries}`, type: 'thing.created', place: 'here', lines: [] });
    const signature = hmacOf(FAKE_SECRET, body, 'hex');
    const runs = Array.from({ length: copies }, (_, copy) => {
      const rawRequest = post(body, { 'Http-X-Fake-Signature': signature, ...requestId(copy) });
      const zap = { subscribeData: { id: 'subscription-1', secret: FAKE_SECRET }, meta: { zap: { id: 'zap-1' } } };
      return zapier.call(`triggers.${trigger}.operation.perform`, { rawRequest, ...zap }, connection);
    });
    return count(await Promise.all(runs));
  };

  test.each(REQUEST_IDS)('Ten copies with %s give one output', async (_, requestId) => {
    expect(await deliver('pasted_thing', 10, requestId)).toEqual({ outputs: 1, deferrals: 0 });
  });

  test('Ten copies with one request ID give at most two outputs', async () => {
    const { outputs } = await deliver('pasted_thing', 10, shared);
    expect([1, 2]).toContain(outputs);
  });

  test.each(REQUEST_IDS)('Six copies with %s during a slow API read give one output', async (_, requestId) => {
    answers.enrich = async () => {
      await sleep(100);
      return { fields: { color: 'red' } };
    };
    expect(await deliver('endpoint_thing', 6, requestId)).toEqual({ outputs: 1, deferrals: 0 });
  });

  test('Six copies whose record cannot be read give one deferral and one output', async () => {
    answers.enrich = (context) => ({ fields: {}, retry: throttledError(context, 'Later.', 5) });
    expect(await deliver('endpoint_thing', 6, distinct)).toEqual({ outputs: 1, deferrals: 1 });
  });

  test.each(REQUEST_IDS)('Six copies with %s after a deferral give one output', async (_, requestId) => {
    answers.enrich = (context) => ({ fields: {}, retry: throttledError(context, 'Later.', 5) });
    expect(await deliver('endpoint_thing', 1, requestId)).toEqual({ outputs: 0, deferrals: 1 });
    expect(await deliver('endpoint_thing', 6, requestId)).toEqual({ outputs: 1, deferrals: 0 });
  });
});
