import { failing } from '../../sandbox/providers/faults.ts';
import { eventOf, openBench } from '../helpers/sandbox.ts';
import { versioned } from '../helpers/versioned.ts';

const bench = openBench();
const event = eventOf('basekit_site_publish');

const nested = (depth: number): unknown => (depth === 0 ? 'missing' : { error: nested(depth - 1) });

describe('the message of an error response', () => {
  test.each([
    [
      'is not quoted if it is an error 5,000 levels deep',
      `${'{"error":'.repeat(5000)}"missing"${'}'.repeat(5000)}`,
      '',
    ],
    ['is quoted if it is an error two levels deep', JSON.stringify(nested(2)), ' BaseKit said: “missing”.'],
    [
      'is quoted if it is a list of errors',
      JSON.stringify({ errors: [{ detail: 'not found' }, 7, { message: 'wrong' }] }),
      ' BaseKit said: “not found; wrong”.',
    ],
    [
      'is quoted if it has a word of the API URL, which is not a secret',
      JSON.stringify({ message: 'http is not allowed' }),
      ' BaseKit said: “http is not allowed”.',
    ],
  ])('%s', async (_name, body, quote) => {
    bench.emulator(event).fault = failing('POST', /./, { status: 400, body });
    const { zapier } = bench.sandbox;
    await expect(zapier.turnOn(zapier.createZap(event.key, bench.connection))).rejects.toMatchObject({
      message: versioned(`BaseKit refused the request (400).${quote}`),
    });
  });
});
