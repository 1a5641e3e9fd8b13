import { rebuildRequest } from '../../creates/raw-request.ts';

const MANY = 200_000;
const FEWER = 50_000;
/** Generous: what is meant would take minutes or more if time grew faster than the text. */
const SOON = 1_000;

const headersOf = (headers: string) =>
  rebuildRequest({ body: '', headers, signature: undefined, query: undefined }, { headers: [], parameters: [] })
    .headers;

describe('R25: headers that a stranger made long are read in time that grows no faster than they do', () => {
  test.each<[string, string, object]>([
    ['white space before a word', `${' '.repeat(MANY)}a`, {}],
    ['white space before a name', `${' '.repeat(MANY)}X-A: a`, { 'x-a': 'a' }],
    ['white space inside a name', `X${' '.repeat(MANY)}A: a`, { 'x-a': 'a' }],
    ['white space inside a value', `X-A: a${' '.repeat(MANY)}b`, { 'x-a': `a${' '.repeat(MANY)}b` }],
    ['white space after a value', `X-A: a${' '.repeat(MANY)}`, { 'x-a': 'a' }],
    ['nothing but marks', ':='.repeat(MANY), {}],
    ['nothing but hyphens', `headers${'-'.repeat(MANY)}`, {}],
  ])('%s', (_name, text, expected) => {
    const started = performance.now();
    expect(headersOf(text)).toEqual(expected);
    expect(performance.now() - started).toBeLessThan(SOON);
  });

  test('many values of one header', () => {
    const lines = Array.from({ length: FEWER }, (_none, at) => `a: ${at}`);
    const started = performance.now();
    const headers = headersOf(lines.join('\n'));
    expect(performance.now() - started).toBeLessThan(SOON);
    expect(headers?.['a']).toHaveLength(FEWER);
  });
});
