import { catalogOf } from '../../../sandbox/editor/catalog.ts';
import { EditorSession } from '../../../sandbox/editor/editor-session.ts';
import type { StateView } from '../../../sandbox/editor/protocol.ts';
import { makeEditor } from '../../../sandbox/editor/server.ts';
import { skewedClock } from '../../../sandbox/editor/skewed-clock.ts';
import { createTracer } from '../../../sandbox/editor/tracer.ts';
import { listenForTunnel } from '../../../sandbox/editor/tunnel.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox.ts';
import { type Listening, listen } from '../../../sandbox/server.ts';
import { oneOfEach, sourceLambda } from '../../helpers/sandbox.ts';
import { ask, post } from './ask.ts';

let sandbox: Sandbox;
let editor: Listening;
let outside: Listening;
const answers: string[] = [];

const tell = async (path: string, body: object = {}) => {
  const { status, text } = await post(`${editor.url}/api${path}`, body);
  answers.push(text);
  return { status, body: JSON.parse(text) };
};
const state = async (): Promise<StateView> => {
  await sandbox.zapier.idle();
  const { text } = await ask(`${editor.url}/api/state`, 'GET');
  answers.push(text);
  return JSON.parse(text);
};

beforeAll(async () => {
  const clock = skewedClock();
  const watched = createTracer(sourceLambda());
  sandbox = await startSandbox({ clock, lambda: watched.lambda });
  watched.look(sandbox);
  const app = catalogOf(sandbox, await sandbox.zapier.definition(), '1.0.0');
  const desk = new EditorSession(sandbox, watched, app, 'https://tunnel.example');
  editor = await listen(makeEditor(desk, new Map(), clock, '127.0.0.1'));
  outside = await listenForTunnel(sandbox.zapier, new URL('https://tunnel.example'), 0);
});
afterAll(async () => {
  await Promise.all([editor.close(), outside.close()]);
  await sandbox.close();
});

test('asks to connect before anything else', async () => {
  expect(await tell(`/zaps/${oneOfEach[0]?.key}`)).toMatchObject({
    status: 422,
    body: { error: { message: 'Connect an account first.' } },
  });
});

test('connects, and says what went wrong in the words of the app', async () => {
  const wrong = await tell('/connect', { values: {} });
  expect(wrong.body.error.message).toMatch(/^Nothing is filled in\./);
  const values = Object.assign(
    {},
    ...sandbox.integrations.map(({ provider }) => sandbox.provider(provider.key).credentials),
  );
  const { body } = await tell('/connect', { values });
  expect(body.result.label).toContain('BaseKit');
  expect(body.calls.length).toBeGreaterThan(2);
});

describe.each(oneOfEach.map((event) => [event.key, event] as const))('%s', (key, event) => {
  test('goes the whole way', async () => {
    const { body: zap } = await tell(`/zaps/${key}`);
    expect(zap.publicUrl).toBe(`https://tunnel.example/hooks/${zap.id}`);
    const isStatic = event.provider.subscriptions === undefined;
    expect((await tell(`/zaps/${key}/paste`)).status).toBe(isStatic ? 200 : 422);
    expect((await tell(`/zaps/${key}/test`)).body.result.length).toBeGreaterThan(0);
    expect((await tell(`/zaps/${key}/on`)).body.result).toMatchObject({ isOn: true, targets: [{}] });

    expect((await tell('/fire', { trigger: key })).body.statuses).toEqual([200]);
    const delivered = (await state()).deliveries.at(-1);
    expect(delivered).toMatchObject({ trigger: key, verdict: 'delivered', title: event.label });
    expect(delivered?.stages.map(({ state: how }) => how)).not.toContain('stopped');
    expect(delivered?.output?.rows.filter(({ isMissing, problem }) => isMissing || problem)).toEqual([]);
    const [whole, ...parts] = [...(delivered?.timings ?? [])].reverse();
    const ofApp = parts.filter(({ label }) => !['Waiting', 'Provider to hook'].includes(label));
    const sum = ofApp.reduce((total, { milliseconds }) => total + milliseconds, 0);
    expect(sum).toBeCloseTo(whole?.milliseconds ?? 0, 3);

    await tell('/replay', { delivery: delivered?.id });
    expect((await state()).deliveries.at(-1)).toMatchObject({ verdict: 'repeat' });

    const { text } = await ask(`${editor.url}/api/zaps/${key}/attacks`, 'GET');
    const [first] = JSON.parse(text);
    expect((await tell('/attack', { trigger: key, attack: first.name })).body).toEqual({
      saw: first.expected,
      isAsExpected: true,
    });
    expect((await state()).deliveries.at(-1)).toMatchObject({ title: first.name, isAsExpected: true });

    const before = (await state()).deliveries.length;
    expect((await ask(`${outside.url}/hooks/${zap.id}`, 'POST', { host: 'tunnel.example' }, '{}')).status).toBe(200);
    const { deliveries } = await state();
    expect(deliveries.length).toBe(before + 1);
    expect(deliveries.at(-1)).toMatchObject({ title: 'Arrived by itself', verdict: 'refused' });

    expect((await tell(`/zaps/${key}/off`)).body.result).toEqual({ status: 410 });
    expect((await tell(`/zaps/${key}/take-out`)).body.targets).toEqual([]);
    expect(await tell('/fire', { trigger: key })).toMatchObject({
      status: 422,
      body: {
        error: {
          message: 'No Zap with this trigger is on, so nothing was sent. Turn one on in the editor first.',
        },
      },
    });
  });
});

test('marks what drifted', async () => {
  const [event] = oneOfEach;
  const key = event?.key ?? '';
  await tell(`/zaps/${key}/on`);
  await tell('/fire', { trigger: key, body: JSON.stringify({ eventName: event?.type, undocumented: 1 }) });
  const rows = (await state()).deliveries.at(-1)?.output?.rows ?? [];
  expect(rows.find(({ key: name }) => name === 'undocumented')).toMatchObject({ isUnlabelled: true });
  expect(rows.filter(({ isMissing }) => isMissing).length).toBeGreaterThan(0);
});

test('only hooks answer at the end of a tunnel', async () => {
  const tunnel = { host: 'tunnel.example' };
  for (const path of ['/', '/api/state', '/rpc', '/logs']) {
    expect((await ask(outside.url + path, 'GET', tunnel)).status).toBe(404);
    expect((await ask(outside.url + path, 'POST', tunnel, '{}')).status).toBe(404);
  }
  expect((await ask(`${outside.url}/hooks/none`, 'POST', tunnel, '{}')).status).toBe(410);
  expect((await ask(`${outside.url}/hooks/none`, 'POST', { host: 'other.example' }, '{}')).status).toBe(403);
});

test('shows no secret', () => {
  const secrets = sandbox.integrations.flatMap(({ provider }) => {
    const { credentials, targets } = sandbox.provider(provider.key);
    const passwords = Object.entries(provider.connection.fields)
      .filter(([, { type }]) => type === 'password')
      .map(([key]) => key);
    return [...passwords.map((key) => credentials[key] ?? ''), ...targets.map(({ secret }) => secret)];
  });
  const found = secrets.filter((secret) => secret.length > 5);
  expect(found.length).toBeGreaterThan(5);
  expect(answers.length).toBeGreaterThan(50);
  for (const secret of found) expect(answers.some((answer) => answer.includes(secret))).toBe(false);
  expect(answers.some((answer) => /whsec_[A-Za-z0-9+/]{20}/.test(answer))).toBe(false);
});
