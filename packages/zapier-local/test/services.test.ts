import { post, readable } from '../src/index.ts';
import { type HookApi, startHookApi } from './helpers/hook-api.ts';
import { jsonRequest, type StartedFixture, startFixture } from './helpers/start-fixture.ts';

let api: HookApi;
let services: StartedFixture;

beforeAll(async () => {
  api = await startHookApi();
  services = await startFixture('services', { API_URL: api.url });
});
afterAll(async () => {
  await services.close();
  await api.close();
});

const creates = (key: string, input: Readonly<Record<string, unknown>> = {}) =>
  services.zapier.runStep({ kind: 'creates', key, input }, services.connection);

describe('z.cursor', () => {
  const page = async (method: string, number: number, owner = services.connection) => {
    const outcome = await services.zapier.call(method, { meta: { page: number } }, owner);
    return outcome.ok ? outcome.results : readable(outcome.error.message);
  };
  const PAGES = 'triggers.pages.operation.perform';

  test('keeps a text for an hour', async () => {
    expect(await page(PAGES, 0)).toEqual([{ id: 1 }]);
    expect(await page(PAGES, 1)).toEqual([{ id: 2 }]);
    await services.clock.advance(3_599_999);
    expect(await page(PAGES, 2)).toEqual([{ id: 3 }]);
    await services.clock.advance(1);
    expect(await page(PAGES, 3)).toEqual([]);
  });

  test('works in the list of a hook trigger, separately for each Zap, trigger and connection', async () => {
    const [zap, other] = [await services.on('paged'), await services.on('paged')];
    expect(await services.zapier.test(zap)).toEqual([{ id: 1 }]);
    const list = (owner: typeof zap) =>
      services.zapier.call(
        'triggers.paged.operation.performList',
        { meta: { page: 1, zap: { id: owner.id } } },
        services.connection,
      );
    expect(await list(other)).toMatchObject({ results: [] });
    expect(await list(zap)).toMatchObject({ results: [{ id: 2 }] });
    expect(await page(PAGES, 0)).toEqual([{ id: 1 }]);
    expect(await page(PAGES, 1, { ...services.connection, id: 'connection-2' })).toEqual([]);
    expect(await page('triggers.paged.operation.performList', 1)).toEqual([]);
  });

  test.each(['triggers.unpaged.operation.perform', 'triggers.order.operation.performList'])(
    'is refused in a trigger without canPaginate: %s',
    async (method) => {
      expect(await page(method, 1)).toContain("when 'canPaginate' is 'true'");
    },
  );

  test('is refused in a delivery', async () => {
    const run = await services.runOf(await services.on('paged'), {});
    expect(run.error?.message).toContain('Invalid cursor operation.');
  });
});

describe('z.stashFile', () => {
  test('returns a URL from which the file can be downloaded', async () => {
    const run = await creates('stash', { text: 'ü ✓', type: 'text/plain; charset=utf-8', name: '訂 1.txt' });
    const { url } = Object(run.output);
    expect(url).toMatch(`${services.zapier.url}/files/`);
    const response = await fetch(url);
    expect([response.status, await response.text()]).toEqual([200, 'ü ✓']);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="? 1.txt"; filename*=UTF-8''%E8%A8%82%201.txt`,
    );
  });

  test('only uploads what was announced', async () => {
    const form = new FormData();
    form.append('key', 'other');
    form.append('file', new Blob(['x']));
    const upload = (body: FormData) => fetch(`${services.zapier.url}/files/`, { method: 'POST', body });
    expect((await upload(form)).status).toBe(403);
    expect((await fetch(`${services.zapier.url}/files/other`)).status).toBe(404);
  });
});

describe('a hydration pointer', () => {
  const pointers = async (body: object) => {
    const run = await services.runOf(await services.on('order'), body);
    return { item: run.output[0], hydrate: (value: unknown) => services.zapier.hydrate(value, services.connection) };
  };
  const countOf = (id: number) =>
    services.zapier.services.logs.filter((line) => line.includes(`details of ${id}`)).length;

  test('is signed, and resolved by its hydrator', async () => {
    const { item, hydrate } = await pointers({ id: 1, text: 'paid', levels: 2 });
    expect(item).toMatchObject({
      id: 1,
      details: expect.stringMatching(/^hydrate\|\|\|[\w+/=]+:[\w+/=]+\|\|\|hydrate$/),
    });
    const hydrated = Object(await hydrate(item));
    const details = { customer: { name: 'Customer 1' } };
    expect(hydrated).toEqual({
      id: 1,
      details,
      file: expect.stringContaining('/files/'),
      line: { id: 1, ...details },
      nested: { next: { next: 'end' } },
      brief: details,
    });
    const response = await fetch(hydrated.file);
    expect(await response.text()).toBe('paid');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="invoice 1.txt"');
  });

  test('inside a text is replaced by text', async () => {
    const { item, hydrate } = await pointers({ id: 2, text: '', levels: 0 });
    expect(await hydrate([`A ${item?.['details']}, B ${item?.['nested']}`])).toEqual([
      'A {"customer":{"name":"Customer 2"}}, B end',
    ]);
  });

  test('is resolved once in five minutes, or as long as its cacheExpiration says', async () => {
    const { item, hydrate } = await pointers({ id: 3, levels: 0 });
    await hydrate([item?.['details'], item?.['brief']]);
    expect(countOf(3)).toBe(2);
    await services.clock.advance(9999);
    await hydrate([item?.['details'], item?.['brief']]);
    expect(countOf(3)).toBe(2);
    await services.clock.advance(1);
    await hydrate([item?.['details'], item?.['brief']]);
    expect(countOf(3)).toBe(3);
    await services.clock.advance(290_000);
    await hydrate(item?.['details']);
    expect(countOf(3)).toBe(4);
  });

  test('whose hydrator fails throws its error', async () => {
    const { item, hydrate } = await pointers({ id: 0, levels: 0 });
    await expect(hydrate(item)).rejects.toMatchObject({ name: 'AppError', message: 'There is no such order.' });
  });

  test('that was changed, or does not end, is refused', async () => {
    const { item, hydrate } = await pointers({ id: 1, levels: 20 });
    const [, payload = '', signature = ''] = /\|\|\|(.+):(.+)\|\|\|/.exec(String(item?.['details'])) ?? [];
    for (const changed of [
      `x${payload}:${signature}`,
      `${payload}:${payload}`,
      payload,
      '{"method":"hydrators.details"}',
    ]) {
      await expect(hydrate(`hydrate|||${changed}|||hydrate`)).rejects.toThrow(
        'The signature of a hydration pointer is wrong.',
      );
    }
    await expect(hydrate(item?.['nested'])).rejects.toThrow('10 times');
  });
});

describe('a throttled action', () => {
  const started = async (times: number, delay?: number) => {
    services.zapier.services.cache.call('', 'zcache_delete', ['calls', null]);
    return creates('throttled', { times, delay });
  };

  test.each([
    [undefined, 60],
    [5, 5],
    [4000, 4000],
  ])('with the delay %s is repeated after %s s', async (delay, seconds) => {
    const run = await started(2, delay);
    for (const calls of [1, 2]) {
      expect(run).toMatchObject({ status: 'waiting', calls, error: { name: 'ThrottledError' } });
      await services.clock.advance(1000 * seconds - 1);
      expect(run.calls).toBe(calls);
      await services.clock.advance(1);
    }
    expect([run.status, run.output, run.error]).toEqual(['success', { id: 3 }, undefined]);
  });

  test('is called five times', async () => {
    const run = await started(99);
    await services.clock.advance(86_400_000);
    expect(run).toMatchObject({ status: 'error', calls: 5, error: { name: 'ThrottledError' } });
  });
});

describe('z.generateCallbackUrl', () => {
  const answer = async (url: string, body: object) => {
    const status = await post(jsonRequest(url, body));
    await services.zapier.idle();
    return status;
  };

  test('lets an action wait until its URL gets a request', async () => {
    const run = await creates('job', { text: 'a' });
    expect(run).toMatchObject({ status: 'waiting', output: { job: 1, url: run.callbackUrl } });
    await services.clock.advance(29 * 86_400_000);
    expect(await answer(run.callbackUrl, { done: true })).toBe(200);
    expect(run).toMatchObject({
      status: 'success',
      output: {
        inputData: { text: 'a' },
        outputData: { job: 1, url: run.callbackUrl },
        cleanedRequest: { done: true, querystring: {} },
        method: 'POST',
      },
    });
    expect(await answer(run.callbackUrl, { done: true })).toBe(410);
    expect(await answer(`${run.callbackUrl}0`, {})).toBe(410);
  });

  test('accepts a request that arrives before the action has ended', async () => {
    const run = await creates('job', { isFast: true });
    expect(run).toMatchObject({ status: 'success', output: { cleanedRequest: { result: 'fast' } } });
  });

  test('accepts one of two requests that arrive at once', async () => {
    const run = await creates('job');
    const statuses = await Promise.all([answer(run.callbackUrl, { id: 1 }), answer(run.callbackUrl, { id: 2 })]);
    expect(statuses.sort()).toEqual([200, 410]);
    expect(run).toMatchObject({ status: 'success', calls: 2 });
  });

  test('works in a search', async () => {
    const step = { kind: 'searches', key: 'job', input: { isFast: true } } as const;
    const run = await services.zapier.runStep(step, services.connection);
    expect(run).toMatchObject({
      status: 'success',
      output: [{ outputData: [{ job: 1 }], cleanedRequest: { result: 'fast' } }],
    });
  });

  test('ends with the error of performResume', async () => {
    const run = await creates('job');
    await answer(run.callbackUrl, { error: 'The job failed.' });
    expect(run).toMatchObject({ status: 'error', error: { name: 'HaltedError' } });
  });

  test('ends after 30 days', async () => {
    const run = await creates('job');
    await services.clock.advance(30 * 86_400_000);
    expect(run).toMatchObject({ status: 'error', error: { message: 'No request to the callback URL in 30 days.' } });
    expect(await answer(run.callbackUrl, {})).toBe(410);
  });

  test('needs performResume', async () => {
    const run = await creates('endless');
    await answer(run.callbackUrl, {});
    expect(run.error?.message).toBe('creates.endless called z.generateCallbackUrl() but has no performResume.');
  });
});

test('an action without a callback ends at once', async () => {
  expect(await creates('echo', { text: 'a' })).toMatchObject({ status: 'success', output: { text: 'a' }, calls: 1 });
});

test('an unknown service is named', async () => {
  const body = JSON.stringify({ id: '1', method: 'get_weather', params: [] });
  const response = await fetch(`${services.zapier.url}/rpc`, { method: 'POST', body });
  expect(await response.json()).toEqual({ id: '1', error: 'zapier-local does not offer the service get_weather' });
});
