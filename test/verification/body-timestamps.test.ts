import { hmacScheme } from '../../verification/scheme.ts';
import { digestOf, NOW, outcomeWith } from '../helpers/checked.ts';

describe('a timestamp in the body', () => {
  const scheme = hmacScheme({
    header: 'X-Sign',
    timestamp: { in: 'body', key: 'sent', unit: 'ms', tolerance: 180 },
  });
  const outcome = (body: string, headers = { 'X-Sign': digestOf(body) }) => outcomeWith(scheme, { headers, body });

  test('May be a number', () => {
    expect(outcome(`{"sent":${NOW}000}`)).toBe('accepted');
    expect(outcome(`{"sent":${NOW}000.5}`)).toBe('timestamp_malformed');
    expect(outcome('{"sent":1.764e12}')).toBe('accepted');
    expect(outcome('{"sent":1e40}')).toBe('timestamp_malformed');
  });

  test.each([
    '{}',
    '[]',
    'null',
    '7',
    '"text"',
    '{"sent":null}',
    '{"sent":true}',
    '{"sent":[1764000000000]}',
    '{"sent":{}}',
  ])('Is missing in %s', (body) => {
    expect(outcome(body)).toBe('timestamp_missing');
  });

  test('Is missing in a body that is not JSON', () => {
    for (const body of ['', '<xml/>', `sent=${NOW}000`, `{"sent":${NOW}000`]) {
      expect(outcome(body)).toBe('timestamp_missing');
    }
  });

  test('Is only at the top level', () => {
    expect(outcome(`{"data":{"sent":${NOW}000}}`)).toBe('timestamp_missing');
    expect(outcome(`[{"sent":${NOW}000}]`)).toBe('timestamp_missing');
  });

  test('Is not read before the signature is checked', () => {
    for (const body of ['{', '{}', '{"sent":1}']) {
      expect(outcome(body, { 'X-Sign': digestOf('other') })).toBe('signature_mismatch');
    }
  });
});
