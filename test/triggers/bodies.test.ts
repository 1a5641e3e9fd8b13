import { bodyOf, oneOfEach, openBench } from '../helpers/sandbox.ts';

const bench = openBench();

const REFUSED = [
  { name: 'no body', body: '', reason: 'body_not_json' },
  { name: 'white space', body: ' \n', reason: 'body_not_json' },
  { name: 'text', body: 'hello', reason: 'body_not_json' },
  { name: 'a form', body: 'type=track&id=1', reason: 'body_not_json' },
  { name: 'JSON that is cut off', body: '{"id": 1, "type', reason: 'body_not_json' },
  { name: 'two JSON values', body: '{"id": 1}{"id": 2}', reason: 'body_not_json' },
  { name: 'a byte order mark', body: '\uFEFF{"id": 1}', reason: 'body_not_json' },
  { name: 'a list of events', body: '[{"id": 1}, {"id": 2}]', reason: 'body_not_object' },
  { name: 'an empty list', body: '[]', reason: 'body_not_object' },
  { name: 'null', body: 'null', reason: 'body_not_object' },
  { name: 'a number', body: '42', reason: 'body_not_object' },
  { name: 'a text in JSON', body: '"track"', reason: 'body_not_object' },
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

describe.each(oneOfEach.map((event) => ({ key: event.key, event })))('$key', ({ event }) => {
  test.each(REFUSED)('stops the run quietly for $name, although it is signed', async ({ body, reason }) => {
    const { error, output } = await bench.send(event, await bench.live(event), body);
    expect(error?.name).toBe('HaltedError');
    expect(error?.message).toContain(`(${reason})`);
    expect(error?.message).toMatch(new RegExp(`^${event.provider.label}: .*\\. .*\\. \\(`));
    expect(output).toEqual([]);
  });

  test('delivers every kind of text as it was sent', async () => {
    const run = await bench.send(event, await bench.live(event), bodyOf(event, { texts: TEXTS }));
    expect(run.error).toBeUndefined();
    expect(run.output.map(({ texts }) => texts)).toStrictEqual([TEXTS]);
  });

  test('delivers escaped text, half a surrogate pair too', async () => {
    const body = bodyOf(event).replace(/\}$/, ',"escaped":"\\u00e9\\ud83d\\ude00 \\ud800"}');
    const run = await bench.send(event, await bench.live(event), body);
    expect(run.output.map(({ escaped }) => escaped)).toStrictEqual(['é😀 \ud800']);
  });

  test('proves the bytes that were sent, however they are laid out', async () => {
    const laidOut = `\r\n\t${JSON.stringify(JSON.parse(bodyOf(event)), null, 4)}  \r\n`;
    const run = await bench.send(event, await bench.live(event), laidOut);
    expect([run.error, run.output.length]).toEqual([undefined, 1]);
  });

  test('delivers a body of 5 MB', async () => {
    const huge = 'x'.repeat(5 * 1024 * 1024);
    const run = await bench.send(event, await bench.live(event), bodyOf(event, { huge }));
    expect([run.error, run.output.length]).toEqual([undefined, 1]);
    expect(run.output[0]?.['huge'] === huge).toBe(true);
  });
});
