import { hmacScheme } from '../../verification/scheme.ts';
import { type SignedParts, signedTextOf } from '../../verification/signed-text.ts';
import { digestOf, NOW, outcomeWith } from '../helpers/checked.ts';

const parts = { id: 'ID', timestamp: 'TIME' };

/** The complete signed text of a body. */
const writer = (template: string) => {
  const fill = signedTextOf(template);
  return (body: string, given: SignedParts) => [fill(body, given)].flat().join('');
};

describe('signedTextOf', () => {
  test.each([
    ['{body}', 'BODY'],
    ['{timestamp}.{body}', 'TIME.BODY'],
    ['{timestamp}:{body}', 'TIME:BODY'],
    ['{timestamp}{body}', 'TIMEBODY'],
    ['{body}{timestamp}', 'BODYTIME'],
    ['{id}.{timestamp}.{body}', 'ID.TIME.BODY'],
    ['v0:{timestamp}:{body}', 'v0:TIME:BODY'],
    ['{body}.{timestamp}.{id}!', 'BODY.TIME.ID!'],
    ['<{id}|{body}|{timestamp}>', '<ID|BODY|TIME>'],
    ['{id}{id}{body}{timestamp}', 'IDIDBODYTIME'],
    ['constant {body}', 'constant BODY'],
    ['{body} constant', 'BODY constant'],
    ['{ID}{other}{}{{body}}', '{ID}{other}{}{BODY}'],
    ['{{id}}{body}', '{ID}BODY'],
    ['$& $1 {body} $`', '$& $1 BODY $`'],
  ])('%j is written as %j', (template, text) => {
    expect(writer(template)('BODY', parts)).toBe(text);
  });

  test.each([
    '',
    'constant',
    '{timestamp}',
    '{Body}',
    '{ body }',
    '{body',
    '{body}{body}',
    '{body}.{timestamp}.{body}',
  ])('%j is refused, because it does not contain the body exactly once', (template) => {
    expect(() => signedTextOf(template)).toThrow(`“${template}” must contain {body} exactly once.`);
  });

  test.each(['{body}', '{id}', '{timestamp}', '$&', '$1', '$$', '\\1', '{{body}}', 'constructor', ''])(
    'The value %j is written as it is',
    (value) => {
      const write = writer('[{id}|{timestamp}|{body}|{timestamp}|{id}]');
      expect(write('BODY', { id: value, timestamp: 'T' })).toBe(`[${value}|T|BODY|T|${value}]`);
      expect(write('BODY', { id: 'I', timestamp: value })).toBe(`[I|${value}|BODY|${value}|I]`);
      expect(write(value, { id: 'I', timestamp: 'T' })).toBe(`[I|T|${value}|T|I]`);
      expect(writer('{body}')(value, parts)).toBe(value);
    },
  );

  test('A body of any length is written as it is, with its UTF-8 unchanged', () => {
    for (const length of [0, 1, 4095, 4096, 4097, 100_000]) {
      for (const character of ['x', 'ü', '😀']) {
        const body = character.repeat(length);
        expect(writer('{body}')(body, parts)).toBe(body);
        expect(writer('{id}.{body}.{timestamp}')(body, parts)).toBe(`ID.${body}.TIME`);
        const scheme = hmacScheme({
          headers: [{ signature: 'X-Sign', timestamp: 'X-Time' }],
          signedText: 'v0:{body}{timestamp}',
          timestamp: { in: 'header', unit: 's', tolerance: 300 },
        });
        const headers = { 'X-Sign': digestOf(`v0:${body}${NOW}`), 'X-Time': `${NOW}` };
        expect(outcomeWith(scheme, { headers, body })).toBe('accepted');
        expect(outcomeWith(scheme, { headers, body: `${body}x` })).toBe('signature_mismatch');
      }
    }
  });

  test('A short body is one piece with its surroundings, and a long one is not copied', () => {
    const fill = signedTextOf('{id}.{body}.{timestamp}');
    expect(fill('x'.repeat(4095), parts)).toHaveLength(1);
    expect(fill('x'.repeat(4096), parts)).toEqual(['ID.', 'x'.repeat(4096), '.TIME']);
  });

  test('A part that a request does not have is empty', () => {
    const none = { id: undefined, timestamp: undefined };
    expect(writer('{id}.{timestamp}.{body}')('BODY', none)).toBe('..BODY');
    expect(writer('{id}.{timestamp}.{body}')('BODY', { ...none, id: 'ID' })).toBe('ID..BODY');
    expect(writer('{body}.{timestamp}.{id}')('BODY', { ...none, timestamp: 'TIME' })).toBe('BODY.TIME.');
  });
});
