import { contentOf } from '../helpers/contents.ts';
import { messageOf, reasonOf, resultOf } from '../helpers/runs.ts';
import { bodyOf, oneOfEach, openBench } from '../helpers/sandbox.ts';

const bench = openBench();

const REFUSED = [
  { name: 'an empty body', body: '', reason: 'body_not_json' },
  { name: 'white space', body: ' \n', reason: 'body_not_json' },
  { name: 'text', body: 'hello', reason: 'body_not_json' },
  { name: 'a form', body: 'type=track&id=1', reason: 'body_not_json' },
  { name: 'incomplete JSON', body: '{"id": 1, "type', reason: 'body_not_json' },
  { name: 'two JSON values', body: '{"id": 1}{"id": 2}', reason: 'body_not_json' },
  { name: 'a byte order mark', body: '\uFEFF{"id": 1}', reason: 'body_not_json' },
  { name: 'a list of events', body: '[{"id": 1}, {"id": 2}]', reason: 'body_not_object' },
  { name: 'an empty list', body: '[]', reason: 'body_not_object' },
  { name: 'null', body: 'null', reason: 'body_not_object' },
  { name: 'a number', body: '42', reason: 'body_not_object' },
  { name: 'a JSON string', body: '"track"', reason: 'body_not_object' },
];

const TEXTS = {
  accents: 'Zoë Ångström çédille',
  emoji: '👩‍👩‍👧‍👦 🇨🇭 ✅',
  rightToLeft: 'مرحبا بالعالم שלום',
  chinese: '網路鉤子',
  combining: 'e\u0301 vs \u00e9',
  separators: 'a\u2028b\u2029c',
  control: 'a\u0000b\u001fc',
  replacement: 'a\uFFFDb',
  escapes: '\\u0041 \\" \\\\ </script> %00 {{bundle.authData}}',
};

const named = oneOfEach.map((event) => ({ key: event.key, event }));

// Other senders may send anything, which is delivered.
describe.each(named.filter(({ event }) => !event.provider.choice))('$key', ({ event }) => {
  test.each(REFUSED)('Halts on $name with a valid signature', async ({ body, reason }) => {
    const run = await bench.send(event, await bench.live(event), body);
    expect([resultOf(run), reasonOf(run), run.output]).toEqual(['HaltedError', reason, []]);
    expect(messageOf(run).startsWith(`${event.provider.label}: `)).toBe(true);
  });
});

describe.each(named)('$key', ({ event }) => {
  test('Delivers every kind of text unchanged', async () => {
    const run = await bench.send(event, await bench.live(event), bodyOf(event, { texts: TEXTS }));
    expect(run.error).toBeUndefined();
    expect(run.output.map((output) => contentOf(event, output)['texts'])).toStrictEqual([TEXTS]);
  });

  test('Delivers escaped text, including half a surrogate pair', async () => {
    const body = bodyOf(event).replace(/\}$/, ',"escaped":"\\u00e9\\ud83d\\ude00 \\ud800"}');
    const run = await bench.send(event, await bench.live(event), body);
    expect(run.output.map((output) => contentOf(event, output)['escaped'])).toStrictEqual(['é😀 \ud800']);
  });

  test('Verifies the bytes of the body, including white space', async () => {
    const formatted = `\r\n\t${JSON.stringify(JSON.parse(bodyOf(event)), null, 4)}  \r\n`;
    const run = await bench.send(event, await bench.live(event), formatted);
    expect([run.error, run.output.length]).toEqual([undefined, 1]);
  });

  test('Delivers a body of 5 MB', async () => {
    const huge = 'x'.repeat(5 * 1024 * 1024);
    const run = await bench.send(event, await bench.live(event), bodyOf(event, { huge }));
    expect([run.error, run.output.length]).toEqual([undefined, 1]);
    expect(contentOf(event, run.output[0])['huge'] === huge).toBe(true);
  });
});
