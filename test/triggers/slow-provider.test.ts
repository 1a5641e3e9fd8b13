import type { ZapierError } from '../../sandbox/zapier/zaps.ts';
import { bodyOf, eventOf, openBench } from '../helpers/sandbox.ts';
import { shortTimeouts } from '../helpers/short-timeouts.ts';

const bench = openBench();
const event = eventOf('buildr_company_update');
/** The app waits for ten seconds, which are cut short here: a limit of any other length is not, and then an answer comes. */
const LIMIT = 10_000;
const SLOW_ANSWER = 3000;
const SLOW = 'Buildr did not answer in time. Try again in a few minutes; if it goes on, ask Buildr’s support.';

// One test, since everything waits at the same time.
test('a provider that does not answer in ten seconds stops nothing and loses nothing', async () => {
  const { zapier } = bench.sandbox;
  const emulator = bench.emulator(event);
  const [goes, gets] = [await bench.live(event), await bench.live(event)];
  emulator.fault = () => ({ delay: SLOW_ANSWER });
  const restore = shortTimeouts(LIMIT);
  const messageOf = (work: Promise<unknown>) =>
    work.then(
      () => 'it worked',
      ({ message }: ZapierError) => message,
    );

  const [connected, on, off, list, run] = await Promise.all([
    messageOf(bench.sandbox.connect(['buildr'])),
    messageOf(zapier.turnOn(zapier.createZap(event.key, bench.connection))),
    zapier.turnOff(goes.zap),
    messageOf(zapier.test(gets.zap)),
    bench.send(event, gets, bodyOf(event)),
  ]);
  restore();
  expect({ connected, on, list }).toEqual({ connected: SLOW, on: SLOW, list: SLOW });
  expect(off).toEqual({ ok: true, results: {} });
  expect([run.error?.name, run.isOver]).toEqual(['ThrottledError', false]);
  expect(run.error?.message).toContain('Buildr did not answer in time. Zapier tries again in 60 seconds.');

  emulator.fault = () => undefined;
  await bench.clock.advance(60_000);
  expect([run.error, run.output]).toEqual([undefined, [event.sample]]);
}, 30_000);
