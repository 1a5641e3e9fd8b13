import { type Fault, failing } from '../../sandbox/providers/faults.ts';
import type { Connection, Zap } from '../../sandbox/zapier/zaps.ts';
import { bodyOf, events, oneOfEach, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const examples = oneOfEach.filter(({ provider }) => provider.subscriptions);
const HOUR = 3_600_000;
let connection: Connection;

// A session of its own for each: some tests let it end.
beforeEach(async () => {
  connection = await bench.sandbox.connect();
});

const PATHS = { POST: /webhooks/, DELETE: /webhooks/, token: /token$/ };

describe.each(examples.map((event) => ({ key: event.key, event })))('$key', ({ event }) => {
  const { provider } = event;
  const isSession = provider.connection.session !== undefined;
  const emulator = () => bench.emulator(event);
  const breakDown = (method: 'POST' | 'DELETE', fault: Fault, path = PATHS[method]): void => {
    emulator().fault = failing(method, path, fault);
  };
  const mend = (): void => {
    emulator().fault = () => undefined;
  };
  /** The webhooks that the provider still sends to this Zap. */
  const leftFor = ({ url }: Zap): number => emulator().targets.filter((target) => target.url === url).length;
  const newZap = (): Zap => bench.sandbox.zapier.createZap(event.key, connection);
  const turnOn = (zap: Zap) => bench.sandbox.zapier.turnOn(zap);
  const turnOff = async (zap: Zap): Promise<string> => {
    const outcome = await bench.sandbox.zapier.turnOff(zap);
    return outcome.ok ? 'quiet' : outcome.error.name;
  };
  /** Lets the event happen, and says what each of the Zap's webhooks got back, and how often the Zap started. */
  const happen = async (zap: Zap, changes: object) => {
    const attempts = await emulator().send(event.type, bodyOf(event, { ...changes }));
    await bench.sandbox.zapier.idle();
    return {
      statuses: attempts.filter(({ target }) => target.url === zap.url).map(({ status }) => status),
      starts: zap.runs.reduce((sum, { output }) => sum + output.length, 0),
    };
  };

  test('subscribing is cut off before the answer: an error, one webhook left, and the next try works', async () => {
    const zap = newZap();
    breakDown('POST', { cutOff: true });
    await expect(turnOn(zap)).rejects.toThrow(/could not be reached\. Try again in a few minutes/);
    expect([zap.isOn, leftFor(zap)]).toEqual([false, 1]);
    mend();
    // Nobody is at home for the one that is left.
    expect(await happen(zap, { first: 1 })).toEqual({ statuses: [410], starts: 0 });
    await turnOn(zap);
    expect(leftFor(zap)).toBe(2);
    // Both send; one of them is refused or known already.
    expect(await happen(zap, { second: 2 })).toEqual({ statuses: [200, 200], starts: 1 });
    expect([await turnOff(zap), leftFor(zap)]).toEqual(['quiet', 1]);
  });

  test('a Zap that is turned on twice starts once for each event; the first webhook is left', async () => {
    const zap = newZap();
    await turnOn(zap);
    await turnOn(zap);
    expect(leftFor(zap)).toBe(2);
    expect(await happen(zap, { twice: 1 })).toEqual({ statuses: [200, 200], starts: 1 });
    expect([await turnOff(zap), leftFor(zap)]).toEqual(['quiet', 1]);
    expect(await happen(zap, { after: 1 })).toEqual({ statuses: [410], starts: 1 });
  });

  test('unsubscribing twice is quiet, and leaves nothing', async () => {
    const zap = newZap();
    await turnOn(zap);
    expect([await turnOff(zap), await turnOff(zap), leftFor(zap)]).toEqual(['quiet', 'quiet', 0]);
  });

  test('unsubscribing that is cut off before the answer is quiet, and leaves nothing', async () => {
    const zap = newZap();
    await turnOn(zap);
    breakDown('DELETE', { cutOff: true });
    expect([await turnOff(zap), leftFor(zap)]).toEqual(['quiet', 0]);
  });

  test('a provider that is down for the whole unsubscribing: quiet, one webhook left, which finds nobody', async () => {
    const zap = newZap();
    await turnOn(zap);
    breakDown('DELETE', { status: 503 });
    expect([await turnOff(zap), leftFor(zap)]).toEqual(['quiet', 1]);
    expect(bench.printed.join('\n')).toContain(
      `${provider.label} did not take back subscription ${zap.subscription?.['id']}`,
    );
    mend();
    expect(await happen(zap, { late: 1 })).toEqual({ statuses: [410], starts: 0 });
    // Turning it on and off again makes and takes away another: what is left stays what it was.
    await turnOn(zap);
    expect([await turnOff(zap), leftFor(zap)]).toEqual(['quiet', 1]);
  });

  test('a session that ended in between is renewed, and nothing is left', async () => {
    const zap = newZap();
    await turnOn(zap);
    await bench.clock.advance(HOUR + 1);
    expect([await turnOff(zap), leftFor(zap)]).toEqual(['quiet', 0]);
  });

  test('credentials that no longer work: a clear error, one webhook left', async () => {
    const zap = newZap();
    await turnOn(zap);
    await bench.clock.advance(HOUR + 1);
    emulator().fault = () => ({ status: 401 });
    const outcome = await bench.sandbox.zapier.turnOff(zap);
    expect(outcome.ok ? 'quiet' : outcome.error.message).toMatch(/does not accept the (client|credentials)\. Check “/);
    expect([zap.isOn, leftFor(zap)]).toEqual([false, 1]);
    mend();
    expect(await happen(zap, { late: 2 })).toEqual({ statuses: [410], starts: 0 });
  });

  if (isSession) {
    test('a session that cannot be renewed for a while: Zapier is asked to try again, and that takes it away', async () => {
      const zap = newZap();
      await turnOn(zap);
      await bench.clock.advance(HOUR + 1);
      breakDown('POST', { status: 503 }, PATHS.token);
      expect([await turnOff(zap), leftFor(zap)]).toEqual(['ThrottledError', 1]);
      mend();
      expect([await turnOff(zap), leftFor(zap)]).toEqual(['quiet', 0]);
    });
  }
});

test('a Zap’s faults leave the webhooks of others alone', async () => {
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
