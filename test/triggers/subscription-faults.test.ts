import type { Connection, Zap } from 'zapier-local';
import { fieldLabels } from '../../platform/connection.ts';
import { type Fault, failing } from '../../sandbox/providers/faults.ts';
import { bodyOf, events, oneOfEach, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const examples = oneOfEach.filter(({ provider }) => provider.subscriptions);
const HOUR = 3_600_000;
let connection: Connection;

// A new session for each test, because some let it expire.
beforeEach(async () => {
  connection = await bench.sandbox.connect();
});

describe.each(examples.map((event) => ({ key: event.key, event })))('$key', ({ event }) => {
  const { provider } = event;
  const isSession = provider.connection.session !== undefined;
  const emulator = () => bench.emulator(event);
  const webhooksPath = () => emulator().webhooksPath ?? '/';
  const failWith = (method: 'POST' | 'DELETE', fault: Fault): void => {
    emulator().fault = failing(method, webhooksPath(), fault);
  };
  const recover = (): void => {
    emulator().fault = () => undefined;
  };
  /** The number of the provider's webhooks for this Zap. */
  const webhooksFor = ({ url }: Zap): number => emulator().targets.filter((target) => target.url === url).length;
  const newZap = (): Zap => bench.sandbox.zapier.createZap(event.key, connection);
  const turnOn = (zap: Zap) => bench.sandbox.zapier.turnOn(zap);
  const turnOff = async (zap: Zap): Promise<string> => {
    const outcome = await bench.sandbox.zapier.turnOff(zap);
    return outcome.ok ? 'ok' : outcome.error.name;
  };
  /** Sends the event, and returns the status for each of the Zap's webhooks and the outputs of the Zap so far. */
  const sendEvent = async (zap: Zap, changes: object) => {
    const attempts = await emulator().send(event.type, bodyOf(event, { ...changes }));
    await bench.sandbox.zapier.idle();
    return {
      statuses: attempts.filter(({ target }) => target.url === zap.url).map(({ status }) => status),
      outputs: zap.runs.reduce((sum, { output }) => sum + output.length, 0),
    };
  };

  test('An interrupted subscribe call fails and leaves a webhook, and the next call succeeds', async () => {
    const zap = newZap();
    failWith('POST', { cutOff: true });
    await expect(turnOn(zap)).rejects.toThrow(`${provider.label} could not be reached.`);
    expect([zap.isOn, webhooksFor(zap)]).toEqual([false, 1]);
    recover();
    // Zapier refuses the deliveries of the webhook that is left.
    expect(await sendEvent(zap, { first: 1 })).toEqual({ statuses: [410], outputs: 0 });
    await turnOn(zap);
    expect(webhooksFor(zap)).toBe(2);
    // Both webhooks send the event. One delivery is refused or a duplicate.
    expect(await sendEvent(zap, { second: 2 })).toEqual({ statuses: [200, 200], outputs: 1 });
    expect([await turnOff(zap), webhooksFor(zap)]).toEqual(['ok', 1]);
  });

  test('A Zap that is turned on twice delivers an event once and leaves the first webhook', async () => {
    const zap = newZap();
    await turnOn(zap);
    await turnOn(zap);
    expect(webhooksFor(zap)).toBe(2);
    expect(await sendEvent(zap, { twice: 1 })).toEqual({ statuses: [200, 200], outputs: 1 });
    expect([await turnOff(zap), webhooksFor(zap)]).toEqual(['ok', 1]);
    expect(await sendEvent(zap, { after: 1 })).toEqual({ statuses: [410], outputs: 1 });
  });

  test('A second unsubscribe call succeeds', async () => {
    const zap = newZap();
    await turnOn(zap);
    expect([await turnOff(zap), await turnOff(zap), webhooksFor(zap)]).toEqual(['ok', 'ok', 0]);
  });

  test('An interrupted unsubscribe call succeeds and leaves no webhook', async () => {
    const zap = newZap();
    await turnOn(zap);
    failWith('DELETE', { cutOff: true });
    expect([await turnOff(zap), webhooksFor(zap)]).toEqual(['ok', 0]);
  });

  test('An unsubscribe call while the provider is down succeeds and leaves a webhook that gets a 410', async () => {
    const zap = newZap();
    await turnOn(zap);
    failWith('DELETE', { status: 503 });
    expect([await turnOff(zap), webhooksFor(zap)]).toEqual(['ok', 1]);
    expect(bench.printed.join('\n')).toContain(
      `${provider.label} did not delete subscription ${zap.subscription?.['id']}.`,
    );
    recover();
    expect(await sendEvent(zap, { late: 1 })).toEqual({ statuses: [410], outputs: 0 });
    // Turning the Zap on and off again creates and deletes another webhook.
    await turnOn(zap);
    expect([await turnOff(zap), webhooksFor(zap)]).toEqual(['ok', 1]);
  });

  test('An unsubscribe call renews an expired session', async () => {
    const zap = newZap();
    await turnOn(zap);
    await bench.clock.advance(HOUR + 1);
    expect([await turnOff(zap), webhooksFor(zap)]).toEqual(['ok', 0]);
  });

  test('An unsubscribe call with rejected credentials fails and leaves a webhook that gets a 410', async () => {
    const zap = newZap();
    await turnOn(zap);
    await bench.clock.advance(HOUR + 1);
    emulator().fault = () => ({ status: 401 });
    const outcome = await bench.sandbox.zapier.turnOff(zap);
    expect(outcome.ok ? 'ok' : outcome.error.message).toContain(
      `${provider.label} rejected these credentials. Check ${fieldLabels(provider, provider.connection.credentials)}`,
    );
    expect([zap.isOn, webhooksFor(zap)]).toEqual([false, 1]);
    recover();
    expect(await sendEvent(zap, { late: 2 })).toEqual({ statuses: [410], outputs: 0 });
  });

  if (isSession) {
    test('An unsubscribe call that cannot renew the session is deferred, and then deletes the webhook', async () => {
      const zap = newZap();
      await turnOn(zap);
      await bench.clock.advance(HOUR + 1);
      emulator().fault = (method, path) =>
        method === 'POST' && !path.startsWith(webhooksPath()) ? { status: 503 } : undefined;
      expect([await turnOff(zap), webhooksFor(zap)]).toEqual(['ThrottledError', 1]);
      recover();
      expect([await turnOff(zap), webhooksFor(zap)]).toEqual(['ok', 0]);
    });
  }
});

test('A failed unsubscribe call does not affect the webhooks of other Zaps', async () => {
  for (const event of examples) {
    const others = events.filter((other) => other.provider === event.provider);
    const lives = await Promise.all(others.map((other) => bench.live(other)));
    const emulator = bench.emulator(event);
    const before = emulator.targets.map(({ id }) => id);
    const zap = bench.sandbox.zapier.createZap(event.key, connection);
    await bench.sandbox.zapier.turnOn(zap);
    emulator.fault = failing('DELETE', /./, { status: 500 }, 1);
    await bench.sandbox.zapier.turnOff(zap);
    await bench.sandbox.zapier.turnOff(zap);
    expect(emulator.targets.map(({ id }) => id)).toEqual(before);
    expect(lives.every(({ target }) => emulator.targets.includes(target))).toBe(true);
  }
});
