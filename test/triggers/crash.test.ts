import { builtApp } from '../helpers/built-app.ts';
import { contentOf } from '../helpers/contents.ts';
import { bodyOf, eventOf, events, openBench } from '../helpers/sandbox.ts';

const bench = openBench(builtApp);
const event = eventOf('buildr_contact_create');
/** How often Zapier calls the app for one delivery when its process is killed. */
const CALLS = 5;

/** Kills the app's process during the next API reads. */
const killDuringRead = (times: number): void => {
  let left = times;
  bench.emulator(event).fault = (method) => {
    if (method !== 'GET' || left === 0) return undefined;
    left -= 1;
    bench.sandbox.app.kill();
    return { delay: 500 };
  };
};

/** Kills the app's process after the cache has stored its next claim. */
const killAfterClaim = (): void => {
  const { services } = bench.sandbox.zapier;
  services.onCache = ({ method }) => {
    if (method !== 'zcache_set') return;
    services.onCache = () => undefined;
    bench.sandbox.app.kill();
  };
};

/** A function that sends one delivery, each time it is called. */
const createDelivery = async () => {
  const live = await bench.live(event);
  const request = bench.emulator(event).sign(live.target, event.type, bodyOf(event), { id: 'msg_crash' });
  return () => bench.deliver(live.zap, request);
};

test.each([
  ['during the API read', () => killDuringRead(1)],
  ['after the claim', killAfterClaim],
])(
  'A process that is killed %s delivers once',
  async (_, kill) => {
    const send = await createDelivery();
    kill();
    const run = await send();
    expect([run.calls, run.error, run.output]).toEqual([2, undefined, [event.sample]]);
    expect((await send()).output).toEqual([]);
  },
  20_000,
);

test('A delivery whose process was always killed is delivered when it is re-sent', async () => {
  const send = await createDelivery();
  killDuringRead(CALLS);
  const run = await send();
  expect([run.calls, run.error?.name, run.output]).toEqual([CALLS, 'Killed', []]);
  expect((await send()).output).toEqual([event.sample]);
});

test('The built app delivers every event, with the ID as text if it is an object', async () => {
  for (const one of events) {
    const run = await bench.send(one, await bench.live(one), bodyOf(one, { id: { odd: 1 } }));
    expect([one.key, run.error]).toEqual([one.key, undefined]);
    // Zapier has no rule for IDs inside an envelope.
    const id = one.provider.choice ? { odd: 1 } : '{"odd":1}';
    expect(run.output.map((output) => contentOf(one, output)['id'])).toEqual([id]);
  }
});
