import { request as httpRequest } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome } from '../src/index.ts';
import { silenceConsole } from './helpers/console.ts';
import { startTinyZapier, type TinyZapier } from './helpers/tiny-zapier.ts';

let tiny: TinyZapier;

beforeAll(() => silenceConsole());
afterAll(() => jest.restoreAllMocks());
beforeEach(async () => {
  tiny = await startTinyZapier();
});
afterEach(() => tiny.zapier.close());

describe('a webhook URL of Zapier', () => {
  test('renames headers as Zapier does and does not change the request otherwise', async () => {
    const body = ' {"a": "ü ✓"}\r\n';
    const { output, request } = await tiny.runOf(
      await tiny.on(),
      body,
      { 'x-delivery-HMAC-sha256': 'x', 'svix-id': 'msg_1', 'content-type': 'text/x', USER_AGENT: 'me' },
      '?token=a%20b&c',
    );
    expect(request.headers).toMatchObject({
      'Http-X-Delivery-Hmac-Sha256': 'x',
      'Http-Svix-Id': 'msg_1',
      'Content-Type': 'text/x',
      'Content-Length': String(Buffer.byteLength(body)),
      'Http-X-Request-Id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(output[0]?.['rawRequest']).toEqual({
      ...request,
      method: 'POST',
      querystring: 'token=a%20b&c',
      content: body,
    });
    expect(output[0]?.['cleanedRequest']).toMatchObject({ a: 'ü ✓' });
  });

  test('responds with 200 before the app receives the request', async () => {
    const zap = await tiny.on();
    let finish: (outcome: Outcome) => void = () => undefined;
    const app = new Promise<Outcome>((resolve) => {
      finish = resolve;
    });
    const invoke = jest.spyOn(tiny.app, 'invoke').mockReturnValueOnce(app);
    expect(await tiny.send(zap, {})).toBe(200);
    expect(zap.runs.map(({ isOver }) => isOver)).toEqual([false]);
    finish({ ok: false, error: { name: 'AppError', message: '', stack: '' } });
    await tiny.zapier.idle();
    expect(zap.runs.map(({ isOver, error }) => [isOver, error?.name])).toEqual([[true, 'AppError']]);
    invoke.mockRestore();
  });

  test('responds with the ID that the app gets as a header', async () => {
    const zap = await tiny.on();
    const response = await fetch(zap.url, { method: 'POST', body: '{}' });
    await tiny.zapier.idle();
    const id = zap.runs[0]?.request.headers['Http-X-Request-Id'];
    expect(await response.json()).toEqual({ status: 'success', id, request_id: id, attempt: id });
  });

  test('responds with 410 before the Zap is turned on, after it is turned off, and for an unknown URL', async () => {
    const zap = tiny.zapier.createZap('pasted', tiny.connection);
    expect(await tiny.send(zap, {})).toBe(410);
    await tiny.zapier.turnOn(zap);
    expect(await tiny.send(zap, {})).toBe(200);
    await tiny.zapier.turnOff(zap);
    expect(await tiny.send(zap, {})).toBe(410);
    expect(await tiny.send({ ...zap, url: `${tiny.zapier.url}/hooks/never` }, {})).toBe(410);
    await tiny.zapier.idle();
    expect(zap.runs).toHaveLength(1);
  });

  test('accepts 30 requests per second and Zap, then responds with 429', async () => {
    const [zap, other] = [await tiny.on(), await tiny.on()];
    const statuses = await Promise.all(Array.from({ length: 32 }, () => tiny.send(zap, {})));
    expect(statuses.filter((status) => status === 200)).toHaveLength(30);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    expect(await tiny.send(other, {})).toBe(200);
    await tiny.clock.advance(999);
    expect(await tiny.send(zap, {})).toBe(429);
    await tiny.clock.advance(1);
    expect(await tiny.send(zap, {})).toBe(200);
    await tiny.zapier.idle();
    expect(zap.runs).toHaveLength(31);
  });

  test('accepts 10 MB and responds with 413 to more', async () => {
    const zap = await tiny.on();
    const most = 'x'.repeat(10 * 1024 * 1024);
    expect(await tiny.send(zap, `${most}x`)).toBe(413);
    const invoke = jest.spyOn(tiny.app, 'invoke').mockResolvedValue({ ok: true, results: [] });
    expect(await tiny.send(zap, most)).toBe(200);
    await tiny.zapier.idle();
    expect(zap.runs).toHaveLength(1);
    invoke.mockRestore();
  });

  test('stops reading at 10 MB, whatever the length of the body', async () => {
    const zap = await tiny.on();
    const piece = Buffer.alloc(1024 * 1024);
    let sent = 0;
    const endless = async function* () {
      for (;;) {
        sent += piece.length;
        yield piece;
        // The response has time to arrive between two pieces.
        await sleep(10);
      }
    };
    const request = httpRequest(zap.url, { method: 'POST' });
    const status = new Promise((resolve, reject) => {
      request.once('response', (response) => resolve(response.statusCode)).once('error', reject);
    });
    const sending = pipeline(endless(), request).catch(() => 'closed');
    expect(await status).toBe(413);
    expect(await sending).toBe('closed');
    expect(sent).toBeLessThan(100 * piece.length);
    expect(zap.runs).toEqual([]);
  });
});
