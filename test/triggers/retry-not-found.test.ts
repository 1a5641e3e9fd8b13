import type { Run } from 'zapier-local';
import { failing } from '../../sandbox/providers/faults.ts';
import { bodyOf, eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();

/** The end of a run after Zapier's second try. */
const afterRetry = async (run: Run): Promise<Run> => {
  expect([run.error?.name, run.isOver, run.calls]).toEqual(['ThrottledError', false, 1]);
  await bench.clock.advance(301_000);
  expect([run.isOver, run.calls]).toEqual([true, 2]);
  return run;
};

const CASES = [
  ['buildr_contact_create', /contacts/, {}, 'contact'],
  ['firespring_event', /messages/, { payload: { id: 51, object: 'message' } }, 'record'],
] as const;

describe.each(CASES)('%s', (key, path, changes, field) => {
  const event = eventOf(key);

  test('A record that does not exist yet is read again', async () => {
    bench.emulator(event).fault = failing('GET', path, { status: 404 }, 1);
    const run = await bench.send(event, await bench.live(event), bodyOf(event, changes));
    const { output, error } = await afterRetry(run);
    expect([error, output.length]).toEqual([undefined, 1]);
    expect(Object.keys(Object(output[0]?.[field]))).not.toEqual([]);
  });

  test('A record that does not exist is read twice, not more', async () => {
    bench.emulator(event).fault = failing('GET', path, { status: 404 });
    const { calls } = bench.emulator(event);
    const before = calls.filter((call) => path.test(call.path)).length;
    const live = await bench.live(event);
    const { output, error } = await afterRetry(await bench.send(event, live, bodyOf(event, changes)));
    if (key === 'firespring_event') expect(error?.message).toContain('(record_not_found)');
    else expect(output).toEqual([expect.objectContaining({ [field]: {} })]);
    expect(calls.filter((call) => path.test(call.path)).length - before).toBe(2);
  });
});
