import { failing } from '../../sandbox/providers/faults.ts';
import { eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const event = eventOf('basekit_site_publish');

const nested = (depth: number): unknown => (depth === 0 ? 'deep' : { error: nested(depth - 1) });

describe('an error response of an unusual shape', () => {
  test.each([
    ['is not quoted if it is an error 5,000 levels deep', `${'{"error":'.repeat(5000)}"deep"${'}'.repeat(5000)}`, ''],
    ['is quoted if it is an error two levels deep', JSON.stringify(nested(2)), ' BaseKit said: “deep”.'],
    [
      'is quoted if it is a list of errors',
      JSON.stringify({ errors: [{ detail: 'one' }, 7, { message: 'two' }] }),
      ' BaseKit said: “one; two”.',
    ],
  ])('%s', async (_name, body, quote) => {
    bench.emulator(event).fault = failing('POST', /./, { status: 400, body });
    const { zapier } = bench.sandbox;
    await expect(zapier.turnOn(zapier.createZap(event.key, bench.connection))).rejects.toMatchObject({
      message: `BaseKit refused the request (400).${quote}`,
    });
  });
});
