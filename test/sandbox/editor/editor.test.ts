import { type Listening, listen } from 'zapier-local';
import { catalogOf } from '../../../sandbox/editor/catalog.ts';
import { EditorSession } from '../../../sandbox/editor/editor-session.ts';
import type { StateView } from '../../../sandbox/editor/protocol.ts';
import { createEditor } from '../../../sandbox/editor/server.ts';
import { createTracer } from '../../../sandbox/editor/tracer.ts';
import { listenForTunnel } from '../../../sandbox/editor/tunnel.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox.ts';
import { firstSubjects } from '../../../sandbox/subjects.ts';
import { signsBody } from '../../../verification/scheme.ts';
import { captureConsole } from '../../helpers/console.ts';
import { oneOfEach, sourceApp } from '../../helpers/sandbox.ts';
import { unversioned } from '../../helpers/versioned.ts';
import { ask, post } from './ask.ts';

let sandbox: Sandbox;
let editor: Listening;
let tunnel: Listening;
const answers: string[] = [];

const call = async (path: string, body: object = {}) => {
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
  captureConsole();
  const tracer = createTracer(sourceApp());
  sandbox = await startSandbox({ app: tracer.app });
  tracer.attach(sandbox);
  const app = catalogOf(sandbox, await sandbox.zapier.definition(), '1.0.0');
  const session = new EditorSession(sandbox, tracer, app, 'https://tunnel.example');
  editor = await listen(createEditor(session, new Map(), '127.0.0.1'));
  tunnel = await listenForTunnel(sandbox.zapier, new URL('https://tunnel.example'), 0);
});
afterAll(async () => {
  await Promise.all([editor.close(), tunnel.close()]);
  await sandbox.close();
  jest.restoreAllMocks();
});

test('a trigger needs a connection', async () => {
  expect(await call(`/zaps/${oneOfEach[0]?.key}`)).toMatchObject({
    status: 422,
    body: { error: { message: 'Connect an account first.' } },
  });
});

test('connecting shows the app’s error, or the connection and its API calls', async () => {
  const wrong = await call('/connect', { values: {} });
  expect(unversioned(wrong.body.error.message)).toBe(
    'All fields are empty. Fill in the fields of a provider that you use: BaseKit, Buildr, Builtfirst, Freshpaint, Firespring, Signed Webhooks.',
  );
  const values = Object.assign(
    {},
    ...sandbox.integrations.map(({ provider }) => sandbox.provider(provider.key).credentials),
  );
  const { body } = await call('/connect', { values });
  expect(body.result.label).toContain('BaseKit');
  expect(body.calls.length).toBeGreaterThan(2);
});

describe.each(firstSubjects(oneOfEach).map((subject) => [subject.event.key, subject] as const))(
  '%s',
  (key, subject) => {
    const { event, input } = subject;

    test('runs through all steps', async () => {
      const { body: zap } = await call(`/zaps/${key}`);
      expect(zap.publicUrl).toBe(`https://tunnel.example/hooks/${zap.id}`);
      expect((await call(`/zaps/${key}/set-up`, { input })).body).toMatchObject({ input });
      const isStatic = event.provider.subscriptions === undefined;
      expect((await call(`/zaps/${key}/paste-url`)).status).toBe(isStatic ? 200 : 422);
      expect((await call(`/zaps/${key}/test`)).body.result.length).toBeGreaterThan(0);
      expect((await call(`/zaps/${key}/on`)).body.result).toMatchObject({ isOn: true, targets: [{}] });

      expect((await call('/send', { trigger: key })).body.statuses).toEqual([200]);
      const delivered = (await state()).deliveries.at(-1);
      expect(delivered).toMatchObject({ trigger: key, verdict: 'delivered', title: event.label });
      const enriches = event.provider.enrich !== undefined;
      expect(delivered?.stages.map(({ label, state: how, note }) => [label, how, note])).toEqual([
        [event.provider.label, 'done', expect.any(String)],
        ['Webhook URL', 'done', '200 OK'],
        [signsBody(event.provider.verifier.scheme) ? 'Signature' : 'Token', 'done', 'valid'],
        ['Event', 'done', 'matches'],
        ['Enrichment', ...(enriches ? ['done', 'API returned 200'] : ['skipped', 'Skipped'])],
        ['Duplicate check', 'done', 'new'],
        ['Zap run', 'done', 'started'],
      ]);
      expect(delivered?.output?.rows.filter(({ isMissing, problem }) => isMissing || problem)).toEqual([]);
      const [total, ...parts] = [...(delivered?.timings ?? [])].reverse();
      const ofApp = parts.filter(({ label }) => !['Waiting', 'Provider to Zapier'].includes(label));
      const sum = ofApp.reduce((before, { milliseconds }) => before + milliseconds, 0);
      expect(sum).toBeCloseTo(total?.milliseconds ?? 0, 3);

      await call('/replay', { delivery: delivered?.id });
      const repeated = (await state()).deliveries.at(-1);
      expect(repeated).toMatchObject({ verdict: 'duplicate' });
      expect(repeated?.stages.find(({ state: how }) => how === 'ended')?.label).toBe('Duplicate check');

      const { text } = await ask(`${editor.url}/api/zaps/${key}/attacks`, 'GET');
      const [first] = JSON.parse(text);
      expect((await call('/attack', { trigger: key, attack: first.name })).body).toEqual({
        outcome: first.expected,
        isAsExpected: true,
      });
      expect((await state()).deliveries.at(-1)).toMatchObject({ title: first.name, isAsExpected: true });

      const before = (await state()).deliveries.length;
      expect((await ask(`${tunnel.url}/hooks/${zap.id}`, 'POST', { host: 'tunnel.example' }, '{}')).status).toBe(200);
      const { deliveries } = await state();
      expect(deliveries.length).toBe(before + 1);
      expect(deliveries.at(-1)).toMatchObject({ title: 'Received from outside', verdict: 'refused' });

      expect((await call(`/zaps/${key}/off`)).body.result).toEqual({ status: 410 });
      expect((await call(`/zaps/${key}/remove-url`)).body.targets).toEqual([]);
      expect(await call('/send', { trigger: key })).toMatchObject({
        status: 422,
        body: {
          error: {
            message: 'No Zap with this trigger is on, so nothing was sent. Publish one in the editor first.',
          },
        },
      });
    });
  },
);

test('an output’s differences from sample and schema are marked', async () => {
  const [event] = oneOfEach;
  const key = event?.key ?? '';
  await call(`/zaps/${key}/on`);
  await call('/send', { trigger: key, body: JSON.stringify({ eventName: event?.type, undocumented: 1 }) });
  const rows = (await state()).deliveries.at(-1)?.output?.rows ?? [];
  expect(rows.find(({ key: name }) => name === 'undocumented')).toMatchObject({ isUnlabeled: true });
  expect(rows.filter(({ isMissing }) => isMissing).length).toBeGreaterThan(0);
});

test('a tunnel serves webhooks only', async () => {
  const headers = { host: 'tunnel.example' };
  for (const path of ['/', '/api/state', '/rpc', '/logs']) {
    expect((await ask(tunnel.url + path, 'GET', headers)).status).toBe(404);
    expect((await ask(tunnel.url + path, 'POST', headers, '{}')).status).toBe(404);
  }
  expect((await ask(`${tunnel.url}/hooks/none`, 'POST', headers, '{}')).status).toBe(410);
  expect((await ask(`${tunnel.url}/hooks/none`, 'POST', { host: 'other.example' }, '{}')).status).toBe(403);
});

test('no response contains a secret', () => {
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
