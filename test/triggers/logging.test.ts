import { bodySample } from '../../sandbox/event-body.ts';
import { secretsOf } from '../helpers/actions.ts';
import { isSignature, leaksIn } from '../helpers/leaks.ts';
import { bodyOf, eventOf, events, openBench, typeOf } from '../helpers/sandbox.ts';

const bench = openBench();
const MARKER = 'what-only-a-value-of-the-body-contains';

/** The lines that the app logged, as Zapier stores them and as core prints them in tests. */
const lines = (): string[] => bench.printed.map((line) => line.trim());

describe.each(events.map((event) => ({ key: event.key, event })))('$key', ({ event }) => {
  const sample = bodySample(event);
  // Any sender may send any JSON or text, so nothing differs from a schema.
  const hasSchema = event.provider.choice === undefined;

  test('A refusal is one line with the trigger and the reason', async () => {
    const { zap, target } = await bench.live(event);
    const { sign } = bench.emulator(event);
    const forged = sign(
      { ...target, secret: 'whsec_Zm9yZ2VyLWZvcmdlci1mb3JnZXItZm9yZ2Vy' },
      typeOf(event),
      bodyOf(event),
    );
    await bench.deliver(zap, forged);
    const kind = event.provider.verifier.scheme.kind === 'token' ? 'token' : 'signature';
    expect(lines()).toEqual([`${event.key}: refused (${kind}_mismatch)`]);
  });

  test('A verified body that is refused is one line, too', async () => {
    for (const [body, reason] of [
      [`{"${MARKER}": `, 'body_not_json'],
      [`["${MARKER}"]`, 'body_not_object'],
      [`{"a":${'['.repeat(1100)}"${MARKER}"${']'.repeat(1100)}}`, 'body_too_deep'],
    ] as const) {
      if (!hasSchema && reason !== 'body_too_deep') continue;
      const before = lines().length;
      await bench.send(event, await bench.live(event), body);
      expect(lines().slice(before)).toEqual([`${event.key}: refused (${reason})`]);
    }
  });

  test('Unknown fields are one line of at most twenty paths', async () => {
    const extra = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`extra_${index}`, MARKER]));
    await bench.send(event, await bench.live(event), JSON.stringify({ ...sample, ...extra }));
    const paths = Array.from({ length: 20 }, (_, index) => `extra_${index}`);
    expect(lines()).toEqual(hasSchema ? [`${event.key}: unknown fields ${paths.join(', ')}`] : []);
  });

  test('An ordinary delivery is no line', async () => {
    await bench.send(event, await bench.live(event), bodyOf(event));
    expect(lines()).toEqual([]);
  });

  test('No line contains a secret, a signature, a token or a value of the body', async () => {
    const secrets = new Set([MARKER, ...secretsOf(bench.connection)]);
    const live = await bench.live(event);
    secrets.add(live.target.secret);
    const before = bench.sandbox.zapier.services.logs.length;
    const values = Object.keys(sample).map((name) => ({ ...sample, [name]: { [`${MARKER} as a key`]: [MARKER] } }));
    const unknown = { ...sample, new_field: MARKER, [`${MARKER} with spaces`]: 1, deep: { inner: MARKER } };
    for (const body of [
      ...values,
      unknown,
      { ...sample, type: `${MARKER} type`, eventName: `${MARKER} type` },
      [MARKER],
    ]) {
      const request = bench.emulator(event).sign(live.target, typeOf(event), JSON.stringify(body));
      for (const [name, value] of Object.entries(request.headers)) if (isSignature(name)) secrets.add(value);
      await bench.deliver(live.zap, request);
      // The same with a signature that does not match.
      await bench.deliver(live.zap, { ...request, body: `${request.body} ` });
    }
    const logged = [...lines(), ...bench.sandbox.zapier.services.logs.slice(before)];
    expect(logged.length).toBeGreaterThan(3);
    expect(leaksIn(logged, secrets)).toEqual([]);
  });
});

describe('an undocumented type', () => {
  test.each([
    ['basekit_site_publish', 'eventName', 'site.renamed'],
    ['builtfirst_items_searched', 'type', 'analytics.deal_expired'],
    ['freshpaint_track', 'type', 'screen'],
  ])('%s: is one line, and no delivery', async (key, field, type) => {
    const event = eventOf(key);
    const run = await bench.send(event, await bench.live(event), bodyOf(event, { [field]: type }));
    expect([run.error, run.output]).toEqual([undefined, []]);
    expect(lines()).toEqual([`${key}: undocumented event type ${type}`]);
  });

  test('is logged by a trigger for any type, too, which delivers it', async () => {
    const event = eventOf('builtfirst_any_event');
    const run = await bench.send(event, await bench.live(event), bodyOf(event, { type: 'analytics.new' }));
    expect(run.output).toHaveLength(1);
    expect(lines()).toEqual(['builtfirst_any_event: undocumented event type analytics.new']);
  });

  test('is not repeated if it does not look like a name', async () => {
    const event = eventOf('builtfirst_items_searched');
    for (const type of ['a b', 'a\nb', '<b>', 'ä', '', 7, null, ['x'], `${'x'.repeat(50_000)}`]) {
      await bench.send(event, await bench.live(event), bodyOf(event, { type }));
    }
    for (const line of lines())
      expect(line).toMatch(/^builtfirst_items_searched: undocumented event type [\w() ]{1,100}$/);
    expect(lines()).toHaveLength(9);
  });

  test('of a documented event for another trigger is no line', async () => {
    const event = eventOf('basekit_site_publish');
    await bench.send(event, await bench.live(event), bodyOf(eventOf('basekit_booking_updated')));
    expect(lines()).toEqual([]);
  });

  test('does not exist at Firespring, which documents none', async () => {
    const event = eventOf('firespring_event');
    await bench.send(event, await bench.live(event), bodyOf(event, { event_type: 'anything.new', payload: {} }));
    expect(lines()).toEqual([]);
  });
});

test('A body with two million differences is delivered', async () => {
  const event = eventOf('basekit_account_holder_created');
  const body = bodyOf(event, { accountHolder: { packages: Array.from({ length: 300_000 }, () => ({})) } });
  const run = await bench.send(event, await bench.live(event), body);
  expect([run.error, run.output.length]).toEqual([undefined, 1]);
  expect(lines()).toHaveLength(1);
});

test('A console that fails does not fail a delivery', async () => {
  const event = eventOf('basekit_site_publish');
  const fail = jest.spyOn(console, 'log').mockImplementation(() => {
    throw new Error('the log is full');
  });
  const run = await bench.send(event, await bench.live(event), bodyOf(event, { extra: 1 }));
  fail.mockRestore();
  expect([run.error, run.output.length]).toEqual([undefined, 1]);
});

test('Core does not quote an output without an ID if Zapier passes no parsed body', async () => {
  const event = eventOf('freshpaint_track');
  const { zap, target } = await bench.live(event);
  const body = bodyOf(event, { userId: MARKER });
  const { headers } = bench.emulator(event).sign(target, typeOf(event), body);
  const bundle = {
    inputData: {},
    meta: { zap: { id: zap.id } },
    rawRequest: { method: 'POST', querystring: '', headers, content: body },
  };
  const method = `triggers.${event.key}.operation.perform`;
  const outcome = await bench.sandbox.zapier.call(method, bundle, zap.connection);
  expect(outcome).toMatchObject({ ok: true, results: [{ userId: MARKER }] });
  expect(lines()).toEqual([]);
});
