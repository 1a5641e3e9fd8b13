import { inThisProcess } from 'zapier-local';
import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import { integrations } from '../../integrations.ts';
import { type Checked, checkAll } from '../../sandbox/conform/assumption.ts';
import { assumptionsAbout } from '../../sandbox/conform/assumptions/index.ts';
import type { Deviation } from '../../sandbox/conform/deviations/deviation.ts';
import { DIALECTS, type Dialect } from '../../sandbox/conform/dialects.ts';
import { collectEmulated } from '../../sandbox/conform/emulated.ts';
import type { Evidence } from '../../sandbox/conform/evidence.ts';
import type { ApiReply, Forward } from '../../sandbox/conform/recorder.ts';
import { redact } from '../../sandbox/conform/redact.ts';
import { jsonReport, lineOf, markdownReport } from '../../sandbox/conform/report.ts';
import { isRecord } from '../../schema/json.ts';
import { captureConsole } from '../helpers/console.ts';
import { leaksIn } from '../helpers/leaks.ts';

const NAME = 'Zyxwvut Holdings';
const EMAIL = 'zyxwvut@customer.example';
const KEY = 'zyxwvut_plan';
const HEAD = { provider: 'A provider', version: '1.0.0', date: '2025-01-01', isPublic: true, leftovers: 1 };

const app = inThisProcess(createAppHandler(createApp(integrations)));
beforeAll(() => captureConsole());
afterAll(async () => {
  await app.close();
  jest.restoreAllMocks();
});

const dialects = DIALECTS.filter(({ deviations }) => deviations.length > 0);

/** The values of an emulator's credentials, to look for. */
const secretsOf = async (
  dialect: Dialect,
  deviation?: Deviation,
): Promise<{ evidence: Evidence; secrets: string[] }> => {
  const secrets: string[] = [];
  const watched: Dialect = {
    ...dialect,
    async start(clock) {
      const emulator = await dialect.start(clock);
      const isPublicId = (field: string) => /website_id$|username$|client_id$/.test(field);
      for (const [field, value] of Object.entries(emulator.credentials)) if (!isPublicId(field)) secrets.push(value);
      return emulator;
    },
  };
  const evidence = await collectEmulated(app, watched, deviation);
  for (const { secret } of [...evidence.deliveries, ...evidence.lookUps]) secrets.push(secret.text);
  return { evidence, secrets };
};

const textsFor = (evidence: Evidence): { checked: readonly Checked[]; texts: string[] } => {
  const checked = checkAll(assumptionsAbout(evidence.event), evidence);
  const fixtures = evidence.deliveries.map((delivery) => JSON.stringify(redact(delivery, evidence.siblings)));
  return {
    checked,
    texts: [...checked.map(lineOf), markdownReport(HEAD, checked), jsonReport(HEAD, checked), ...fixtures],
  };
};

const expectNone = (texts: readonly string[], secrets: readonly string[]): void => {
  expect(leaksIn(texts, secrets.filter(Boolean))).toEqual([]);
  for (const text of texts) expect(text.toLowerCase()).not.toContain('zyxwvut');
};

/** Puts a customer's name into each text, and keys of their own into each object. */
const withNames = (value: unknown, kept: readonly string[]): unknown => {
  if (typeof value === 'string') return kept.includes(value) ? value : value.includes('@') ? EMAIL : NAME;
  if (Array.isArray(value)) return value.map((item) => withNames(item, kept));
  if (!isRecord(value)) return value;
  const open = ['metadata', 'traits', 'properties', 'custom_fields'];
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => [
      [key, open.includes(key) ? { [KEY]: NAME, [`${KEY}_id`]: NAME } : withNames(inner, kept)],
      [`${NAME} ${key}`, NAME],
    ]),
  );
};

const hostile =
  (status?: number): NonNullable<Deviation['api']> =>
  (forward: Forward) =>
  async (request) => {
    const reply = await forward(request);
    if (/token$/.test(request.url) || reply.body === '') return reply;
    const { authorization = '' } = request.headers;
    // A provider may repeat the request in its errors.
    const echo = { message: `${NAME} ${authorization} ${request.body}`, [NAME]: authorization };
    const changed: ApiReply = { ...reply, body: JSON.stringify(withNames(JSON.parse(reply.body), [])) };
    return status !== undefined && request.method !== 'GET'
      ? { ...reply, status, body: JSON.stringify(echo) }
      : changed;
  };

const deviationOf = (more: Partial<Deviation>): Deviation => ({ text: '', breaks: '', finding: '', ...more });

test.each(dialects)('$title: no secret in a report or fixture', async (dialect) => {
  const { evidence, secrets } = await secretsOf(dialect);
  const { texts } = textsFor(evidence);
  expect(secrets.length).toBeGreaterThan(0);
  expect(evidence.deliveries.length).toBeGreaterThan(0);
  expectNone(texts, secrets);
});

test.each(dialects)('$title: no name of a customer from a delivery', async (dialect) => {
  const delivery: Deviation['delivery'] = ({ body, sign }) => {
    const kept = ['eventName', 'type', 'event_type'].flatMap((key) =>
      typeof body[key] === 'string' ? [body[key]] : [],
    );
    const named = withNames(body, kept);
    const request = sign({ body: isRecord(named) ? named : {} });
    return { ...request, headers: { ...request.headers, 'X-Zyxwvut': NAME, 'X-Forwarded-For': '203.0.113.7' } };
  };
  const { evidence, secrets } = await secretsOf(dialect, deviationOf({ delivery }));
  const { checked, texts } = textsFor(evidence);
  expect(evidence.deliveries[0]?.request.content).toContain(NAME);
  // The provider's own names are still reported.
  if (!evidence.event.provider.choice) {
    expect(checked.find(({ id }) => id.endsWith('.schema'))?.finding).toContain('(unusual name)');
  }
  expectNone(texts, [...secrets, '203.0.113.7']);
});

test.each(dialects)('$title: no name of a customer from a delivery without a type', async (dialect) => {
  const delivery: Deviation['delivery'] = ({ sign }) =>
    sign({
      body: { [NAME]: NAME, traits: { [KEY]: NAME, [`${KEY}_id`]: 7, type: NAME }, payload: { [`${KEY}`]: NAME } },
    });
  const { evidence, secrets } = await secretsOf(dialect, deviationOf({ delivery }));
  const { texts } = textsFor(evidence);
  // Keys of an object that no schema describes look like names of fields.
  expectNone(
    texts.map((text) => text.replaceAll(new RegExp(`"?\\\\?"${KEY}(?:_id)?\\\\?"`, 'g'), '')),
    secrets,
  );
});

test.each(dialects.filter(({ key }) => ['basekit', 'buildr', 'firespring', 'freshpaint'].includes(key)))(
  '$title: no name or secret from an answer of the API',
  async (dialect) => {
    for (const status of [undefined, 400, 403, 500]) {
      const { evidence, secrets } = await secretsOf(dialect, deviationOf({ api: hostile(status) }));
      expectNone(textsFor(evidence).texts, secrets);
    }
  },
);
