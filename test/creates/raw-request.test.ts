import { rebuildRequest } from '../../creates/raw-request.ts';
import { hmacScheme } from '../../verification/scheme.ts';

const MANY = 200_000;
const FEWER = 50_000;
/** Milliseconds. Reading would take minutes if its time grew faster than the length of the text. */
const LIMIT = 1_000;

const headersOf = (headers: string) =>
  rebuildRequest({ body: '', headers, signature: undefined, query: undefined }, hmacScheme({ header: 'X-Signature' }))
    .headers;

describe('headers of a great length', () => {
  test.each<[string, string, object]>([
    ['white space before a word', `${' '.repeat(MANY)}a`, {}],
    ['white space before a name', `${' '.repeat(MANY)}X-A: a`, { 'x-a': 'a' }],
    ['white space inside a name', `X${' '.repeat(MANY)}A: a`, { 'x-a': 'a' }],
    ['white space inside a value', `X-A: a${' '.repeat(MANY)}b`, { 'x-a': `a${' '.repeat(MANY)}b` }],
    ['white space after a value', `X-A: a${' '.repeat(MANY)}`, { 'x-a': 'a' }],
    ['only separators', ':='.repeat(MANY), {}],
    ['only hyphens', `headers${'-'.repeat(MANY)}`, {}],
  ])('are read quickly if they contain %s', (_name, text, expected) => {
    const started = performance.now();
    expect(headersOf(text)).toEqual(expected);
    expect(performance.now() - started).toBeLessThan(LIMIT);
  });

  test('are read quickly if they contain many values of one header', () => {
    const lines = Array.from({ length: FEWER }, (_none, at) => `a: ${at}`);
    const started = performance.now();
    const headers = headersOf(lines.join('\n'));
    expect(performance.now() - started).toBeLessThan(LIMIT);
    expect(headers?.['a']).toHaveLength(FEWER);
  });
});
