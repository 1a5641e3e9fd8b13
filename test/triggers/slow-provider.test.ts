import type { ZapierError } from 'zapier-local';
import { bodyOf, eventOf, openBench } from '../helpers/sandbox.ts';
import { shortTimeouts } from '../helpers/short-timeouts.ts';
import { unversioned } from '../helpers/versioned.ts';

const bench = openBench();
const event = eventOf('buildr_company_update');
/** The app's time limit for a request. The test shortens it. */
const LIMIT = 10_000;
const DELAY = 3000;
const UNAVAILABLE =
  'Buildr did not answer in time. Try again in a few minutes. If it persists, contact Buildr’s support.';

// One test, because all calls wait at the same time.
test('A provider that does not answer within ten seconds is unavailable, and its deliveries are deferred', async () => {
  const { zapier } = bench.sandbox;
  const emulator = bench.emulator(event);
  const [turnedOff, receiving] = [await bench.live(event), await bench.live(event)];
  emulator.fault = () => ({ delay: DELAY });
  const restore = shortTimeouts(LIMIT);
  const messageOf = (work: Promise<unknown>) =>
    work.then(
      () => 'succeeded',
      ({ message }: ZapierError) => unversioned(message),
    );

  const [connected, on, off, list, run] = await Promise.all([
    messageOf(bench.sandbox.connect(['buildr'])),
    messageOf(zapier.turnOn(zapier.createZap(event.key, bench.connection))),
    zapier.turnOff(turnedOff.zap),
    messageOf(zapier.test(receiving.zap)),
    bench.send(event, receiving, bodyOf(event)),
  ]);
  restore();
  expect({ connected, on, list }).toEqual({ connected: UNAVAILABLE, on: UNAVAILABLE, list: UNAVAILABLE });
  expect(off).toEqual({ ok: true, results: {} });
  expect([run.error?.name, run.isOver]).toEqual(['ThrottledError', false]);
  expect(run.error?.message).toContain('Buildr did not answer in time. Zapier tries again in 60 seconds.');

  emulator.fault = () => undefined;
  await bench.clock.advance(60_000);
  expect([run.error, run.output]).toEqual([undefined, [event.sample]]);
});
