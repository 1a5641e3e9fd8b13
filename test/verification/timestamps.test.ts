import { hmacScheme, type TimeUnit } from '../../verification/scheme.ts';
import { BODY, digestOf, evidenceWith, NOW, outcomeWith } from '../helpers/checked.ts';

const TOLERANCE = 180;
const ISO = '2025-11-24T16:00:00Z';

/** A scheme with a timestamp in each place, and a request signed at a time as text. */
const PLACES = {
  header: (unit: TimeUnit) => ({
    scheme: hmacScheme({
      headers: [{ signature: 'X-Sign', timestamp: 'X-Time' }],
      signedText: '{timestamp}.{body}',
      timestamp: { in: 'header', unit, tolerance: TOLERANCE },
    }),
    sent: (text: string) => ({ headers: { 'X-Sign': digestOf(`${text}.${BODY}`), 'X-Time': text }, body: BODY }),
  }),
  signature: (unit: TimeUnit) => ({
    scheme: hmacScheme({
      header: 'X-Sign',
      prefix: 'v1=',
      separator: ',',
      signedText: '{timestamp}.{body}',
      timestamp: { in: 'signature', prefix: 't=', unit, tolerance: TOLERANCE },
    }),
    sent: (text: string) => ({ headers: { 'X-Sign': `t=${text},v1=${digestOf(`${text}.${BODY}`)}` }, body: BODY }),
  }),
  body: (unit: TimeUnit) => ({
    scheme: hmacScheme({ header: 'X-Sign', timestamp: { in: 'body', key: 'sent', unit, tolerance: TOLERANCE } }),
    sent: (text: string) => {
      const body = JSON.stringify({ sent: text });
      return { headers: { 'X-Sign': digestOf(body) }, body };
    },
  }),
} as const;

const UNITS = { s: `${NOW}`, ms: `${NOW}000`, iso: ISO } as const;
const units = ['s', 'ms', 'iso'] as const;
const cases = (['header', 'signature', 'body'] as const).flatMap((place) =>
  units.map((unit) => ({ place, unit, ...PLACES[place](unit) })),
);

test('The texts of the three units are the same time', () => {
  expect([Date.parse(ISO), Number(UNITS.ms), Number(UNITS.s) * 1000]).toEqual(Array(3).fill(NOW * 1000));
});

describe.each(cases)('a timestamp in the $place, in $unit', ({ place, unit, scheme, sent }) => {
  const request = sent(UNITS[unit]);

  test('Is evidence of the time of sending and the end of validity', () => {
    const evidence = { sentAt: NOW, validUntil: NOW + TOLERANCE };
    expect(evidenceWith(scheme, request)).toEqual(evidence);
  });

  test.each([
    [0, 'accepted'],
    [TOLERANCE, 'accepted'],
    [TOLERANCE + 0.001, 'timestamp_too_old'],
    [TOLERANCE + 1, 'timestamp_too_old'],
    [-TOLERANCE, 'accepted'],
    [-TOLERANCE - 0.001, 'timestamp_too_new'],
    [-TOLERANCE - 1, 'timestamp_too_new'],
    [1e9, 'timestamp_too_old'],
    [-1e9, 'timestamp_too_new'],
  ])('The outcome at an age of %d seconds is %s', (age, expected) => {
    expect(outcomeWith(scheme, { ...request, now: NOW + age })).toBe(expected);
  });

  test('Is malformed in the form of another unit', () => {
    for (const other of units.filter((one) => one !== unit)) {
      expect(outcomeWith(scheme, sent(UNITS[other]))).toBe('timestamp_malformed');
    }
  });

  test.each(['now', '-1764000000', '+1764000000', '17640000.00', '1.764e9', '0x69248800', '١٧٦٤٠٠٠٠٠٠', 'NaN', 'null'])(
    'Is malformed as %s',
    (text) => {
      expect(outcomeWith(scheme, sent(text))).toBe('timestamp_malformed');
    },
  );

  test('Is malformed with one character more or less, and with white space', () => {
    const text = UNITS[unit];
    for (const other of [`0${text}`, `${text}0`, text.slice(1), text.slice(0, -1), `${text}Z`]) {
      expect(outcomeWith(scheme, sent(other))).toBe('timestamp_malformed');
    }
    // Entries of a list are trimmed.
    const padded = place === 'signature' ? [` ${text}`] : [` ${text}`, `${text} `, `${text}\n`];
    for (const other of padded) expect(outcomeWith(scheme, sent(other))).toBe('timestamp_malformed');
  });

  test('Cannot be changed', () => {
    const [later] = [sent(unit === 'iso' ? ISO.replace('00Z', '01Z') : UNITS[unit].replace('4000000', '4000001'))];
    expect(outcomeWith(scheme, later)).toBe('accepted');
    const stale = { ...later.headers, 'X-Sign': later.headers['X-Sign'].replace(/[0-9a-f]{64}/, digestOf('other')) };
    expect(outcomeWith(scheme, { ...later, headers: stale })).toBe('signature_mismatch');
  });
});

test('A timestamp in any unit is one of the three', () => {
  const { scheme, sent } = PLACES.header('any');
  for (const unit of units) expect(evidenceWith(scheme, sent(UNITS[unit])).sentAt).toBe(NOW);
  for (const text of ['now', '17640000000', '176400000000', '17640000000000', '2025-11-24', '2025-13-24T16:00:00Z']) {
    expect(outcomeWith(scheme, sent(text))).toBe('timestamp_malformed');
  }
});

describe('ISO 8601', () => {
  const { scheme, sent } = PLACES.header('iso');

  test.each([
    ['2025-11-24T16:00:00.5Z', 0.5],
    ['2025-11-24T16:00:00.123Z', 0.123],
    ['2025-11-24T16:00:00.123456789Z', 0.123],
    ['2025-11-24T17:30:00+01:30', 0],
    ['2025-11-24T08:00:00-08:00', 0],
    ['2025-11-24T16:00:00+00:00', 0],
  ])('%s is read', (text, fraction) => {
    const { sentAt } = evidenceWith(scheme, sent(text));
    expect(sentAt).toBeCloseTo(NOW + fraction, 6);
  });

  test.each([
    '2025-11-24',
    '2025-11-24T16:00Z',
    '2025-11-24T16:00:00',
    '2025-11-24 16:00:00Z',
    '2025-11-24t16:00:00z',
    '2025-11-24T16:00:00.Z',
    '2025-11-24T16:00:00.1234567890Z',
    '2025-11-24T16:00:00+0100',
    '2025-11-24T16:00:00+01',
    '2025-11-24T16:00:00 +01:00',
    '2025-11-24T16:00:00Z+01:00',
    '+2025-11-24T16:00:00Z',
    '02025-11-24T16:00:00Z',
    '2025-13-24T16:00:00Z',
    '2025-11-32T16:00:00Z',
    '2025-11-24T25:00:00Z',
    '2025-11-24T16:60:00Z',
    'Mon, 24 Nov 2025 16:00:00 GMT',
  ])('%s is malformed', (text) => {
    expect(outcomeWith(scheme, sent(text))).toBe('timestamp_malformed');
  });
});

test('A scheme without a timestamp gives no evidence of time, and never expires', () => {
  const scheme = hmacScheme({ header: 'X-Sign' });
  const headers = { 'X-Sign': digestOf(BODY), 'X-Time': '1' };
  for (const now of [0, NOW, 1e12]) expect(evidenceWith(scheme, { headers, now })).toEqual({});
});
