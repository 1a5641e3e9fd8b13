import { builtLambda } from '../helpers/built-app.ts';
import { bodyOf, eventOf, events, openBench, typeOf } from '../helpers/sandbox.ts';

const bench = openBench(builtLambda);
const event = eventOf('buildr_contact_create');
/** How often Zapier calls again when a process dies on it, in all. */
const TRIES = 5;

/** Kills the app while it waits for the provider’s record, that many times. */
const killDuringLookup = (times: number): void => {
  let left = times;
  bench.emulator(event).fault = (method) => {
    if (method !== 'GET' || left === 0) return undefined;
    left -= 1;
    bench.sandbox.lambda.kill();
    return { delay: 500 };
  };
};

const signed = async () => {
  const live = await bench.live(event);
  const request = bench.emulator(event).sign(live.target, event.type, bodyOf(event), { id: 'msg_crash' });
  return () => bench.deliver(live.zap, request);
};

test('a process that dies between the claim and the result loses nothing, and delivers once', async () => {
  const send = await signed();
  killDuringLookup(1);
  const run = await send();
  expect([run.calls, run.error, run.output]).toEqual([2, undefined, [event.sample]]);
  expect((await send()).output).toEqual([]);
}, 20_000);

test('a delivery that every try died on comes with the provider’s next, once its claim has run out', async () => {
  const send = await signed();
  killDuringLookup(TRIES);
  const run = await send();
  expect([run.calls, run.error?.name, run.output]).toEqual([TRIES, 'Killed', []]);
  expect((await send()).output).toEqual([]);
  await bench.clock.advance(61_000);
  expect((await send()).output).toEqual([event.sample]);
}, 30_000);

test('the built app delivers every event, even with an id that is no id any more', async () => {
  for (const one of events) {
    const run = await bench.send(one, await bench.live(one), bodyOf(one, { id: { odd: 1 } }));
    expect([one.key, run.error]).toEqual([one.key, undefined]);
    expect(run.output).toMatchObject([{ id: { odd: 1 } }]);
  }
}, 20_000);

test('the built app refuses what is not signed, in constant words', async () => {
  for (const one of events) {
    const { zap, target } = await bench.live(one);
    const { url, method, body } = bench.emulator(one).sign(target, typeOf(one), bodyOf(one));
    const { error } = await bench.deliver(zap, { url: url.replace(/\?.*/, ''), method, body, headers: {} });
    expect([one.key, error?.name]).toEqual([one.key, 'HaltedError']);
    expect(error?.message).toMatch(/ \((signature|token)_missing\)$/);
  }
}, 20_000);
