import { rm } from 'node:fs/promises';
import { createAppHandler } from 'zapier-platform-core';
import {
  type AppProcess,
  inThisProcess,
  type Local,
  listen,
  loadApp,
  post,
  type RunningEmulator,
  type StartEmulator,
  startLocal,
} from '../src/index.ts';
import { writeApp } from './helpers/apps.ts';
import { silenceConsole } from './helpers/console.ts';
import tinyApp from './helpers/tiny-app.ts';

const tinyProcess = (log: string[]): AppProcess => ({
  ...inThisProcess(createAppHandler(tinyApp)),
  close: async () => void log.push('app closed'),
});

/** An emulator that notes what happens to it, and sends events to a static trigger. */
const noting =
  (log: string[], key: string, more: Partial<RunningEmulator> = {}): StartEmulator =>
  () => {
    log.push(`${key} started`);
    return {
      key,
      connectWebhook: ({ url }) => void log.push(`${key} got ${url}`),
      removeWebhook: ({ url }) => void log.push(`${key} lost ${url}`),
      close: () => void log.push(`${key} closed`),
      ...more,
    };
  };

const triggers = ['pasted'];
const events = () => [{ name: 'thing.created', body: '{"id": 7}' }];
const createRequest: RunningEmulator['createRequest'] = ({ url }, { body }) => ({
  url,
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body,
});

let log: string[] = [];
let local: Local | undefined;

beforeEach(() => {
  log = [];
  silenceConsole();
});

afterEach(async () => {
  await local?.close();
  local = undefined;
  jest.restoreAllMocks();
});

test('credentials of all emulators are joined, and given values replace them', async () => {
  const [one, two] = [noting(log, 'one', { credentials: { name: 'Ada' } }), noting(log, 'two')];
  local = await startLocal({ app: tinyProcess(log), config: { emulators: [one, two] } });
  expect((await local.connect()).label).toBe('Ada (old)');
  expect((await local.connect({ name: 'Grace' })).label).toBe('Grace (old)');
});

test('everything is stopped in the reverse order, once', async () => {
  local = await startLocal({ app: tinyProcess(log), config: { emulators: [noting(log, 'one'), noting(log, 'two')] } });
  await local.close();
  await local.close();
  expect(log).toEqual(['one started', 'two started', 'app closed', 'two closed', 'one closed']);
});

test('what has started is stopped if an emulator fails to start', async () => {
  const broken = () => Promise.reject(new Error('The port is in use.'));
  const start = startLocal({ app: tinyProcess(log), config: { emulators: [noting(log, 'one'), broken] } });
  await expect(start).rejects.toThrow('An emulator of the configuration could not be started: The port is in use.');
  expect(log).toEqual(['one started', 'app closed', 'one closed']);
});

test('what has started is stopped if the port of Zapier is in use', async () => {
  const other = await listen({ fetch: () => new Response() });
  const port = Number(new URL(other.url).port);
  const start = startLocal({ app: tinyProcess(log), config: { emulators: [noting(log, 'one')] }, port });
  await expect(start).rejects.toThrow('EADDRINUSE');
  expect(log).toEqual(['one started', 'app closed', 'one closed']);
  await other.close();
});

test('an emulator that cannot be stopped does not keep the others running', async () => {
  const stuck = noting(log, 'stuck', { close: () => Promise.reject(new Error('It is stuck.')) });
  const started = await startLocal({ app: tinyProcess(log), config: { emulators: [noting(log, 'one'), stuck] } });
  await expect(started.close()).rejects.toThrow('It is stuck.');
  expect(log.slice(-2)).toEqual(['app closed', 'one closed']);
});

describe('a static webhook', () => {
  test('is added in the settings of the emulator that sends its events, and removed', async () => {
    const emulators = [noting(log, 'other'), noting(log, 'sender', { triggers })];
    local = await startLocal({ app: tinyProcess(log), config: { emulators } });
    const zap = local.zapier.createZap('pasted', await local.connect());
    await local.turnOn(zap);
    await local.turnOff(zap);
    expect(log.slice(2)).toEqual([`sender got ${zap.url}`, `sender lost ${zap.url}`]);
  });

  test('gets the usual event of the emulator', async () => {
    const emulators = [noting(log, 'sender', { triggers, events, createRequest })];
    local = await startLocal({ app: tinyProcess(log), config: { emulators } });
    const zap = local.zapier.createZap('pasted', await local.connect());
    await local.turnOn(zap);
    const request = await local.createRequest(zap);
    expect(request && (await local.zapier.deliver(zap, request)).output).toMatchObject([{ cleanedRequest: { id: 7 } }]);
    expect(await local.createRequest(zap, { name: 'thing.created', body: '{}' })).toMatchObject({ body: '{}' });
  });
});

describe('a subscribed webhook', () => {
  test('is not added in settings, and has no event if no emulator sends it', async () => {
    local = await startLocal({ app: tinyProcess(log), config: { emulators: [noting(log, 'sender', { triggers })] } });
    const zap = local.zapier.createZap('subscribed', await local.connect());
    await local.turnOn(zap);
    expect(local.emulatorOf(zap)).toBeUndefined();
    expect(await local.createRequest(zap)).toBeUndefined();
    expect(log).toEqual(['sender started']);
  });

  test('an error of the app when it unsubscribes is thrown', async () => {
    local = await startLocal({ app: tinyProcess(log) });
    const zap = local.zapier.createZap('subscribed', await local.connect());
    await local.turnOn(zap);
    await expect(local.turnOff(zap)).rejects.toThrow('Cannot end sub-1.');
    expect(await post({ url: zap.url, method: 'POST', headers: {}, body: '{}' })).toBe(410);
  });
});

test('a loaded app gets environment variables before it is imported, and emulators answer for hosts', async () => {
  const folder = await writeApp({
    'package.json': { name: 'shop', version: '1.0.0' },
    'index.js': `
      const { VARIANT, OTHER } = process.env;
      const test = async (z) => ({ name: (await z.request('https://api.shop.example/me')).data.name });
      module.exports = {
        version: '1.0.0',
        platformVersion: require('zapier-platform-core').version,
        authentication: { type: 'custom', fields: [], test, connectionLabel: (z, b) => [VARIANT, OTHER, b.inputData.name].join() },
      };`,
  });
  const api = await listen({ fetch: (request) => Response.json({ name: new URL(request.url).hostname }) });
  const hosts = { 'api.shop.example': api.url };
  const shop = () => ({ key: 'shop', hosts, environment: { VARIANT: 'a', OTHER: 'b' }, close: api.close });
  const app = await loadApp(folder);
  local = await startLocal({ app, config: { emulators: [shop] }, environment: { OTHER: 'c' } });
  expect((await local.connect()).label).toBe('a,c,api.shop.example');
  await local.close();
  await app.close();
  await rm(folder, { recursive: true, force: true });
});
