import { setTimeout as sleep } from 'node:timers/promises';
import { post, virtualClock } from 'zapier-local';
import type { Checked } from '../../sandbox/conform/assumption.ts';
import { countLeftovers } from '../../sandbox/conform/webhooks.ts';
import { startBasekit } from '../../sandbox/providers/basekit.ts';
import { startBuildr } from '../../sandbox/providers/buildr.ts';
import { startBuiltfirst } from '../../sandbox/providers/builtfirst.ts';
import type { Emulator } from '../../sandbox/providers/emulator.ts';
import { failing } from '../../sandbox/providers/faults.ts';
import { startFreshpaint } from '../../sandbox/providers/freshpaint.ts';
import { captureConsole } from '../helpers/console.ts';
import { bodyOf, eventOf, events } from '../helpers/sandbox.ts';
import { runAgainst } from './bench.ts';

const TUNNEL = new URL('https://tunnel.example');
const PORT = 20_000 + (process.pid % 20_000);

let emulator: Emulator;
const use = async (start: (clock: ReturnType<typeof virtualClock>) => Promise<Emulator>): Promise<Emulator> => {
  emulator = await start(virtualClock());
  return emulator;
};

beforeAll(() => captureConsole());
afterEach(() => emulator.close());
afterAll(() => jest.restoreAllMocks());

const eventCount = (key: string): number => events.filter(({ provider }) => provider.key === key).length;

const resultOf = (checked: readonly Checked[], id: string) => checked.find((one) => one.id === id);
const writesTo = ({ calls }: Emulator) =>
  calls.filter(({ method, path }) => method !== 'GET' && !path.startsWith('/oauth'));

test.each([
  ['basekit', startBasekit],
  ['buildr', startBuildr],
] as const)('%s: creates, deletes and deletes again a webhook for each event', async (key, start) => {
  const provider = await use(start);
  const { checked, evidence, asked } = await runAgainst(provider);
  expect(checked.filter(({ result }) => result === 'does not hold')).toEqual([]);
  expect(resultOf(checked, `${key}.unsubscribe-again`)).toMatchObject({ result: 'holds' });
  expect(provider.targets).toEqual([]);
  expect(countLeftovers(evidence)).toBe(0);
  // The wrong sign-in, and a webhook for each event.
  expect(asked).toHaveLength(1 + eventCount(key));
  expect(writesTo(provider).filter(({ method }) => method === 'POST').length).toBe(eventCount(key));
  expect(writesTo(provider).filter(({ method }) => method === 'DELETE').length).toBe(2 * eventCount(key));
});

test('without a public URL, webhooks are created with an address that no request can reach', async () => {
  const provider = await use(startBasekit);
  const { checked } = await runAgainst(provider);
  const urls = writesTo(provider).flatMap(({ requestBody }) => /"url":"([^"]+)"/.exec(requestBody)?.[1] ?? []);
  expect(urls).toHaveLength(eventCount('basekit'));
  expect(urls.every((url) => new URL(url).hostname.endsWith('.invalid'))).toBe(true);
  expect(resultOf(checked, 'basekit.signature')).toMatchObject({ result: 'not tested' });
});

test.each([
  ['basekit', startBasekit],
  ['buildr', startBuildr],
  ['freshpaint', startFreshpaint],
] as const)('%s: nothing is written without confirmation', async (_key, start) => {
  const provider = await use(start);
  const { checked } = await runAgainst(provider, {}, { isConfirmed: () => false });
  expect(writesTo(provider)).toEqual([]);
  expect(checked.filter(({ result }) => result === 'does not hold')).toEqual([]);
  expect(checked.filter(({ finding }) => finding === 'Not confirmed.').length).toBeGreaterThan(0);
});

test('one trigger can be chosen', async () => {
  const provider = await use(startBasekit);
  await runAgainst(provider, { event: 'basekit_site_publish' });
  expect(writesTo(provider).map(({ method }) => method)).toEqual(['POST', 'DELETE', 'DELETE']);
  await expect(runAgainst(provider, { event: 'basekit_other' })).rejects.toThrow('There is no trigger “basekit_other”');
});

test('a webhook without an ID is reported as left behind', async () => {
  const provider = await use(startBasekit);
  provider.fault = failing('POST', /subscriptions$/, { status: 201, body: { subscription: {} } });
  const { evidence, checked } = await runAgainst(provider, { event: 'basekit_site_publish' });
  expect(countLeftovers(evidence)).toBe(1);
  expect(resultOf(checked, 'basekit.subscription-id')).toMatchObject({ result: 'does not hold' });
});

test('webhooks are deleted when a run is stopped', async () => {
  const provider = await use(startBasekit);
  const stop = new AbortController();
  const isConfirmed = ({ title }: { title: string }) => {
    if (title.includes('Updated Account Holder Package')) stop.abort();
    return true;
  };
  const { evidence } = await runAgainst(provider, {}, { isConfirmed, signal: stop.signal });
  expect(evidence.webhooks).toHaveLength(2);
  expect(provider.targets).toEqual([]);
});

/** Sends an event through a tunnel, once the run waits for it. */
const throughTunnel = async (provider: Emulator, key: string): Promise<void> => {
  const event = eventOf(key);
  const [target] = provider.targets.filter(({ types }) => types === 'every' || types.includes(event.type));
  if (!target) throw new Error(`There is no webhook for ${key}`);
  const { url, ...request } = provider.sign(target, event.type, bodyOf(event));
  expect(url).toMatch(/^https:\/\/tunnel\.example\/hooks\//);
  await post({ ...request, url: `http://127.0.0.1:${PORT}${new URL(url).pathname}` });
};

test.each([
  ['basekit', startBasekit, 'basekit_site_publish'],
  ['buildr', startBuildr, 'buildr_contact_update'],
] as const)('%s: checks a real event that arrives through a tunnel', async (key, start, trigger) => {
  const provider = await use(start);
  const say = (text: string) => {
    if (text.startsWith('Waiting')) void throughTunnel(provider, trigger);
  };
  const { checked, evidence } = await runAgainst(provider, { publicUrl: TUNNEL, port: PORT }, { say });
  expect(evidence.deliveries).toHaveLength(1);
  expect(checked.filter(({ result }) => result === 'does not hold')).toEqual([]);
  for (const name of ['signature-names', 'signature', 'schema']) {
    expect(resultOf(checked, `${key}.${name}`)).toMatchObject({ result: 'holds' });
  }
  expect(provider.targets).toEqual([]);
});

test('shows the URL and the steps where a user must add it, and says if no event arrives', async () => {
  const provider = await use(() => startBuiltfirst());
  const said: string[] = [];
  const options = { publicUrl: TUNNEL, port: PORT, wait: 1 };
  const { checked } = await runAgainst(provider, options, { say: (text) => void said.push(text) });
  expect(said.join('\n')).toMatch(/https:\/\/tunnel\.example\/hooks\/[\w-]{36}/);
  expect(said.join('\n')).toContain('menu at the top right');
  expect(resultOf(checked, 'builtfirst.signature')).toMatchObject({
    result: 'not tested',
    finding: 'No event arrived.',
  });
});

test('waits until the deferred run of an event is over, not longer than asked', async () => {
  const provider = await use(startBuildr);
  provider.fault = failing('GET', /contacts\/\d+$/, { status: 503 });
  const started = performance.now();
  const say = (text: string) => {
    if (text.startsWith('Waiting')) void sleep(10).then(() => throughTunnel(provider, 'buildr_contact_update'));
  };
  const options = { publicUrl: TUNNEL, port: PORT, wait: 1, event: 'buildr_contact_update' };
  const { checked } = await runAgainst(provider, options, { say });
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(resultOf(checked, 'buildr.signature')).toMatchObject({ result: 'holds' });
  expect(resultOf(checked, 'buildr.record')).toMatchObject({ result: 'does not hold', finding: 'The answer was 503.' });
});

test('names the variables of missing credentials', async () => {
  const provider = await use(startBasekit);
  const run = runAgainst(Object.assign(provider, { credentials: {} }));
  await expect(run).rejects.toThrow('There is no BASEKIT_API_URL, BASEKIT_USERNAME, BASEKIT_PASSWORD.');
});

test('refuses an address without https', async () => {
  const provider = await use(startBasekit);
  const credentials = { ...provider.credentials, basekit_api_url: 'http://rest.brand.example' };
  await expect(runAgainst(Object.assign(provider, { credentials }))).rejects.toThrow('BASEKIT_API_URL');
});
