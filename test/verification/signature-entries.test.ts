import { hmacScheme } from '../../verification/scheme.ts';
import { BODY, digestOf, evidenceWith, NOW, outcomeWith } from '../helpers/checked.ts';

const H = 'X-Sign';
const wrong = digestOf(`${BODY} `);

describe('a list of signatures', () => {
  const genuine = digestOf(BODY);
  const list = hmacScheme({ header: H, prefix: 'v1=', separator: ',' });
  const outcome = (value: string) => outcomeWith(list, { headers: { [H]: value } });

  test.each([
    ['alone', `v1=${genuine}`],
    ['first', `v1=${genuine},v1=${wrong}`],
    ['last', `v1=${wrong},v1=${wrong},v1=${genuine}`],
    ['twice', `v1=${genuine},v1=${genuine}`],
    ['after a space', `v1=${wrong}, v1=${genuine}`],
    ['in white space', ` \tv1=${genuine} ,v1=${wrong} `],
    ['among entries of other versions', `v0=${wrong},v2=x,v1=${genuine},v10=y`],
    ['among malformed entries', `v1=,v1=x,v1=${genuine},,=,v1`],
  ])('A genuine signature is accepted %s', (_, value) => {
    expect(outcome(value)).toBe('accepted');
  });

  test.each([
    [`v1=${wrong},v1=${wrong}`, 'signature_mismatch'],
    [`v0=${genuine},v1=${wrong}`, 'signature_mismatch'],
    [`v1=${wrong},v1=${wrong.toUpperCase()}`, 'signature_mismatch'],
    [`v0=${genuine}`, 'signature_malformed'],
    [`v2=${genuine}`, 'signature_malformed'],
    [`v11=${genuine}`, 'signature_malformed'],
    [`V1=${genuine}`, 'signature_malformed'],
    [`v1 =${genuine}`, 'signature_malformed'],
    [`v1= ${genuine}`, 'signature_malformed'],
    [`v1v1=${genuine}`, 'signature_malformed'],
    [genuine, 'signature_malformed'],
    [`v1=${genuine};v1=${wrong}`, 'signature_malformed'],
    [`v1=${genuine} v1=${wrong}`, 'signature_malformed'],
    [',', 'signature_malformed'],
    [' ', 'signature_malformed'],
    ['v1=', 'signature_malformed'],
    ['', 'signature_missing'],
  ])('%j is refused', (value, reason) => {
    expect(outcome(value)).toBe(reason);
  });

  test('Without a separator, the header is one signature', () => {
    const one = hmacScheme({ header: H, prefix: 'v1=' });
    expect(outcomeWith(one, { headers: { [H]: `v1=${genuine}` } })).toBe('accepted');
    for (const value of [`v1=${wrong},v1=${genuine}`, `v1=${genuine},v1=${wrong}`, `v1=${genuine} `]) {
      expect(outcomeWith(one, { headers: { [H]: value } })).toBe('signature_malformed');
    }
  });

  test('Without a prefix, every entry is a signature', () => {
    const bare = hmacScheme({ header: H, separator: ' ' });
    expect(outcomeWith(bare, { headers: { [H]: `${wrong} x ${genuine}` } })).toBe('accepted');
    expect(outcomeWith(bare, { headers: { [H]: `x ${wrong}` } })).toBe('signature_mismatch');
  });
});

/** Headers of several entries, of which one is a timestamp. */
const pairs = (separator: string, time: string, prefix: string, unit: 's' | 'ms', signedText: string) =>
  hmacScheme({
    header: H,
    separator,
    prefix,
    signedText,
    timestamp: { in: 'signature', prefix: time, unit, tolerance: 300 },
  });

describe.each([
  ['t=…,v1=…', pairs(',', 't=', 'v1=', 's', '{timestamp}.{body}'), ',', `${NOW}`, `${NOW}.${BODY}`],
  ['t=…, v1=…', pairs(',', 't=', 'v1=', 'ms', '{timestamp}.{body}'), ', ', `${NOW}000`, `${NOW}000.${BODY}`],
  ['ts=…;h1=…', pairs(';', 'ts=', 'h1=', 's', '{timestamp}:{body}'), ';', `${NOW}`, `${NOW}:${BODY}`],
  ['sha256=…, t=…', pairs(',', 't=', 'sha256=', 'ms', '{body}{timestamp}'), ', ', `${NOW}000`, `${BODY}${NOW}000`],
] as const)('%s', (_, scheme, join, sent, signed) => {
  const time = scheme.timestamp?.in === 'signature' ? scheme.timestamp.prefix : '';
  const t = `${time}${sent}`;
  const v = `${scheme.prefix}${digestOf(signed)}`;
  const other = `${scheme.prefix}${wrong}`;
  const outcome = (...entries: string[]) => outcomeWith(scheme, { headers: { [H]: entries.join(join) } });

  test('The entries are accepted in any order, among others', () => {
    expect(outcome(t, v)).toBe('accepted');
    expect(outcome(v, t)).toBe('accepted');
    expect(outcome('v0=x', other, 'constructor', t, v, 'tt=1')).toBe('accepted');
    expect(outcome(t, v, t)).toBe('accepted');
    expect(evidenceWith(scheme, { headers: { [H]: [t, v].join(join) } })).toEqual({
      sentAt: NOW,
      validUntil: NOW + 300,
    });
  });

  test('Two different timestamps are ambiguous, even if one is genuine', () => {
    expect(outcome(t, v, `${time}1764000001`)).toBe('signature_ambiguous');
    expect(outcome(`${time}x`, t, v)).toBe('signature_ambiguous');
    expect(outcome(time, t, v)).toBe('signature_ambiguous');
  });

  test('A timestamp is required, in this header and with its prefix', () => {
    expect(outcome(v)).toBe('timestamp_missing');
    expect(outcome(sent, v)).toBe('timestamp_missing');
    expect(outcome(`x${t}`, v)).toBe('timestamp_missing');
    expect(outcome(t.toUpperCase(), v)).toBe('timestamp_missing');
    expect(outcome(time, v)).toBe('timestamp_malformed');
    expect(outcome(`${time} ${sent}`, v)).toBe('timestamp_malformed');
  });

  test('A signature is required, and covers the timestamp', () => {
    expect(outcome(t)).toBe('signature_malformed');
    expect(outcome(t, 'x')).toBe('signature_malformed');
    expect(outcome(t, other)).toBe('signature_mismatch');
    const later = `${time}${sent.replace('1764000000', '1764000001')}`;
    expect(outcome(later, v)).toBe('signature_mismatch');
  });
});
