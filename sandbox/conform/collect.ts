import { randomBytes } from 'node:crypto';
import { post, ZapierError } from 'zapier-local';
import { isFilled } from '../../platform/connection.ts';
import { isRecord, type JsonObject } from '../../schema/json.ts';
import { type Event, payloadSample } from '../../triggers/define-event.ts';
import { signRequest } from '../providers/sign.ts';
import { type Bench, startBench } from './bench.ts';
import type { Evidence } from './evidence.ts';
import type { LiveZap, Plan } from './plan.ts';
import { TEST_EVENTS } from './test-events.ts';
import { withWebhooks } from './webhooks.ts';

const DECLINED = 'Not confirmed.';

const hasApi = ({ provider: { connection } }: Event, credentials: Plan['credentials']): boolean =>
  connection.test !== undefined && connection.credentials.every((key) => isFilled(credentials, key));

/** Connects with the team's credentials, and once with a wrong one. */
const connect = async (bench: Bench, plan: Plan, evidence: Evidence): Promise<boolean> => {
  const { event, skipped } = evidence;
  const connected = await bench.connect();
  evidence.connection = connected;
  if (!hasApi(event, plan.credentials)) {
    const why = event.provider.connection.test
      ? 'The connection has no credentials for the API.'
      : 'The provider has no API.';
    for (const part of ['wrongCredentials', 'lists', 'lookUps'] as const) skipped[part] = why;
    return event.provider.connection.test === undefined && connected.ok;
  }
  if (!connected.ok) {
    for (const part of ['wrongCredentials', 'lists', 'lookUps', 'webhooks'] as const)
      skipped[part] = 'The app did not connect.';
    return false;
  }
  const { credentials, fields } = event.provider.connection;
  const field = credentials.find((key) => fields[key]?.type === 'password') ?? credentials.at(-1);
  if (field === undefined) return true;
  const isConfirmed = await plan.confirm({
    title: `Sign in once with a wrong ${fields[field]?.label ?? field}`,
    requests: ['a request that the provider may count as a failed sign-in'],
  });
  if (!isConfirmed) skipped.wrongCredentials = DECLINED;
  else {
    evidence.wrongCredentials = await bench.connect({ [field]: `wrong-${randomBytes(16).toString('hex')}` });
  }
  return true;
};

const list = async ({ zapier, step, createZap }: Bench, plan: Plan, evidence: Evidence): Promise<void> => {
  const { provider } = evidence.event;
  if (!provider.list || evidence.skipped.lists) return;
  for (const event of plan.events) {
    const zap = createZap(event);
    evidence.lists.push({ event, step: await step(() => zapier.test(zap)) });
    zapier.zaps.delete(zap.id);
  }
};

/** What a delivery about the newest record of a list would contain. */
const bodyAbout = (event: Event, { lists }: Evidence): JsonObject | undefined => {
  const found = lists.find((listed) => listed.event === event && listed.step.ok && listed.step.exchanges.length > 0);
  const [record] = Array.isArray(found?.step.result) ? found.step.result : [];
  return isRecord(record) ? payloadSample({ payload: event.payload, sample: record }) : undefined;
};

/** Lets the app look up a record, with a delivery that is signed here. */
const lookUp = async (bench: Bench, evidence: Evidence, live: LiveZap): Promise<void> => {
  const { zapier, recorder } = bench;
  const { event, zap } = live;
  const body = bodyAbout(event, evidence);
  if (!event.provider.enrich || !body) return;
  const [before, sent] = [zap.runs.length, recorder.exchanges.length];
  const request = signRequest(event.provider.verifier.scheme, {
    url: `${zapier.url}/hooks/${zap.id}`,
    body: JSON.stringify(body),
    secret: bench.secretOf(live).text,
  });
  await post(request);
  await zapier.idle();
  const [received] = bench.received(live, before);
  if (received) evidence.lookUps.push({ ...received, exchanges: recorder.exchanges.slice(sent) });
  // The claim of this delivery must not hide a real one.
  zap.runs.length = before;
};

const sendTestEvent = async (bench: Bench, plan: Plan, evidence: Evidence): Promise<void> => {
  const { zapier, recorder, step, account } = bench;
  const { provider } = evidence.event;
  const test = TEST_EVENTS[provider.key];
  if (!test) return;
  if (!isFilled(plan.credentials, test.field)) {
    evidence.skipped.testEvent = `The connection has no ${provider.connection.fields[test.field]?.label ?? test.field}.`;
    return;
  }
  if (!(await plan.confirm(test.writes))) {
    evidence.skipped.testEvent = DECLINED;
    return;
  }
  evidence.testEvent = await recorder.allowing(() => step(() => zapier.create(test.action, account, test.input)));
};

const receive = async (bench: Bench, plan: Plan, evidence: Evidence, zaps: readonly LiveZap[]): Promise<void> => {
  if (plan.signal?.aborted) return;
  if (zaps.length === 0) {
    evidence.skipped.deliveries = 'There is no webhook that events could be sent to.';
    return;
  }
  if (!plan.receive) {
    evidence.skipped.deliveries = 'No event can arrive without --public-url.';
    return;
  }
  const counts = zaps.map(({ zap }) => zap.runs.length);
  await plan.receive(zaps);
  await bench.zapier.idle();
  evidence.deliveries.push(...zaps.flatMap((live, index) => bench.received(live, counts[index])));
  if (evidence.deliveries.length === 0) evidence.skipped.deliveries = 'No event arrived.';
};

/**
 * Runs all steps of a team's app against a provider, and returns what it observed. The app is called as Zapier calls it.
 *
 * @throws Error if the plan has no event
 */
export const collect = async (plan: Plan): Promise<Evidence> => {
  const [event] = plan.events;
  if (!event) throw new Error('There is no trigger to test');
  const evidence: Evidence = {
    event,
    siblings: plan.siblings,
    input: plan.input,
    isReachable: plan.reachableAt !== undefined,
    lists: [],
    webhooks: [],
    lookUps: [],
    deliveries: [],
    skipped: {},
  };
  const bench = await startBench(plan, event);
  try {
    const isConnected = await connect(bench, plan, evidence);
    await list(bench, plan, evidence);
    await sendTestEvent(bench, plan, evidence);
    await withWebhooks(bench, plan, evidence, isConnected, async (zaps) => {
      for (const live of zaps) await lookUp(bench, evidence, live);
      await receive(bench, plan, evidence, zaps);
    });
  } catch (error) {
    throw error instanceof ZapierError ? new Error(`The app failed: ${error.name}`) : error;
  } finally {
    await bench.close();
  }
  return evidence;
};
