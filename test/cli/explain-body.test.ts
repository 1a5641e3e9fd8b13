import { explained, type Mistaken, namesIn } from '../helpers/explained.ts';
import { basekit, SECRET } from '../helpers/requests.ts';

const COMPACT = '{"eventName":"site.publish","site":{"name":"Bücher","pages":[1,2],"path":"a/b"}}';
const PARSED = JSON.parse(COMPACT);
const PRETTY = JSON.stringify(PARSED, null, 2);
// As Python writes it.
const SPACED = '{"eventName": "site.publish", "site": {"name": "Bücher", "pages": [1, 2], "path": "a/b"}}';
const ESCAPED = COMPACT.replace('ü', '\\u00fc');

const changed = (signed: string, content: string): Mistaken => ({
  provider: 'basekit',
  secret: SECRET,
  recorded: basekit(SECRET, signed, content),
});

test('verifies an unchanged body', () => {
  expect(namesIn(explained(changed(PRETTY, PRETTY)))).toEqual(['verified']);
});

test.each([
  ['body_wrong_charset', COMPACT, COMPACT.replace('ü', 'Ã¼')],
  ['body_bom_added', COMPACT, `\uFEFF${COMPACT}`],
  ['body_bom_removed', `\uFEFF${COMPACT}`, COMPACT],
  ['body_crlf_added', PRETTY, PRETTY.replaceAll('\n', '\r\n')],
  ['body_crlf_removed', PRETTY.replaceAll('\n', '\r\n'), PRETTY],
  ['body_newline_added', COMPACT, `${COMPACT}\n`],
  ['body_newline_removed', `${COMPACT}\n`, COMPACT],
  ['body_parsed_twice', COMPACT, JSON.stringify(COMPACT)],
  ['body_sorted', '{"a":[{"c":1,"d":2}],"b":3}', '{"b":3,"a":[{"d":2,"c":1}]}'],
  ['body_compact', COMPACT, PRETTY],
  ['body_spaced', SPACED, COMPACT],
  ['body_pretty', PRETTY, COMPACT],
  ['body_pretty_4', JSON.stringify(PARSED, null, 4), COMPACT],
  ['body_ascii_escaped', ESCAPED, COMPACT],
  ['body_unescaped', COMPACT, ESCAPED],
  ['body_slash_escaped', COMPACT.replace('a/b', 'a\\/b'), COMPACT],
])('finds %s', (name, signed, content) => {
  const mistaken = changed(signed, content);
  expect(explained(mistaken).reason).toBe('signature_mismatch');
  expect(namesIn(explained(mistaken))).toEqual([name]);
});

test('finds two mistakes at once', () => {
  const sorted = '{"a": 1, "b": 2}';
  expect(namesIn(explained(changed(sorted, '{"b":2,"a":1}'))).sort()).toEqual(['body_sorted', 'body_spaced']);
  const pretty = explained(changed(PRETTY.replaceAll('\n', '\r\n'), COMPACT));
  expect(namesIn(pretty).sort()).toEqual(['body_crlf_removed', 'body_pretty']);
});

test('does not explain a body with other content', () => {
  expect(namesIn(explained(changed(COMPACT, COMPACT.replace('publish', 'unpublish'))))).toEqual(['unexplained']);
});

test('serializes a body that was recorded parsed, and adds a note', () => {
  const { headers } = basekit(SECRET, SPACED);
  const explanation = explained({ provider: 'basekit', secret: SECRET, recorded: { headers, body: PARSED } });
  expect(namesIn(explanation)).toEqual(['body_spaced']);
  expect(explanation.notes).toEqual([
    'The recording contains a parsed body, which was serialized again. Most signatures do not match then. Record the raw body.',
  ]);
});
