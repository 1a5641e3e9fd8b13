import { failing } from '../../sandbox/providers/faults.ts';
import { eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const event = eventOf('basekit_site_publish');

const nested = (depth: number): unknown => (depth === 0 ? 'deep' : { error: nested(depth - 1) });

describe('R30: an answer of an odd shape is still the answer that it is', () => {
  test.each([
    ['an error 5,000 levels deep', `${'{"error":'.repeat(5000)}"deep"${'}'.repeat(5000)}`, ''],
    ['an error two levels down', JSON.stringify(nested(2)), ' BaseKit said: “deep”.'],
    [
      'errors in a list',
      JSON.stringify({ errors: [{ detail: 'one' }, 7, { message: 'two' }] }),
      ' BaseKit said: “one; two”.',
    ],
  ])('%s', async (_name, body, said) => {
    bench.emulator(event).fault = failing('POST', /./, { status: 400, body });
    const { zapier } = bench.sandbox;
    await expect(zapier.turnOn(zapier.createZap(event.key, bench.connection))).rejects.toThrow(
      `BaseKit refused the request (400).${said}`,
    );
  });
});
