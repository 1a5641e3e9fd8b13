import { isRejection } from '../../verification/rejection.ts';
import { hmacScheme } from '../../verification/scheme.ts';
import { parseBody, readPayload, type Verifier, verify } from '../../verification/verify.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { post } from '../helpers/sign.ts';

/** Accepts everything. */
const verifier: Verifier = {
  scheme: hmacScheme({ header: 'X-Signature' }),
  readKey: (secret) => Buffer.from(secret),
  check: () => ({ deliveryId: 'id-1', sentAt: 7 }),
};

const verifiedBody = (content: string) => {
  const verified = verify(verifier, post(content), 'usable-1', 0);
  if (isRejection(verified)) throw new Error(verified.reason);
  return verified;
};

const objects = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const arrays = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`;

describe('parseBody', () => {
  const parse = (content: string) => parseBody(verifiedBody(content).delivery);

  test('Parses the bytes that were verified', () => {
    expect(parse('{"a":[1,{"b":null}],"ü":"😀"}')).toEqual({ a: [1, { b: null }], ü: '😀' });
    expect(parse(' {}\n')).toEqual({});
  });

  test.each(['', ' ', '{', '{"a":1}x', "{'a':1}", 'a=1&b=2', 'undefined', 'NaN', '\uFEFF{}'])(
    'Refuses the body %j, which is not JSON',
    (content) => {
      expect(parse(content)).toMatchObject({ reason: 'body_not_json' });
      expect(isRejection(parse(content))).toBe(true);
    },
  );

  test.each(['[]', '[{}]', 'null', 'true', '0', '1.5', '""', '"{}"'])(
    'Refuses the body %s, which is not an object',
    (content) => {
      expect(parse(content)).toMatchObject({ reason: 'body_not_object' });
      expect(isRejection(parse(content))).toBe(true);
    },
  );

  test('A body cannot change the prototype of objects', () => {
    const body = parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
    expect(Object.keys(body)).toEqual(['__proto__', 'constructor']);
    expect('polluted' in {}).toBe(false);
    expect('polluted' in body).toBe(false);
  });

  test.each(['{"reason":"cancelled"}', '{"reason":"signature_mismatch"}', '{"reason":null,"evidence":1}'])(
    'A body with a reason is not a rejection: %s',
    (content) => {
      const body = parse(content);
      expect(isRejection(body)).toBe(false);
      expect({ ...body }).toEqual(JSON.parse(content));
    },
  );

  test('Refuses a body of more than 1,000 levels', () => {
    expect(isRejection(parse(objects(1000)))).toBe(false);
    expect(outcomeOf(parse(objects(1001)))).toBe('body_too_deep');
    expect(outcomeOf(parse(arrays(1001)))).toBe('body_too_deep');
    expect(outcomeOf(parse(arrays(1000)))).toBe('body_not_object');
    // Long, but flat.
    expect(isRejection(parse(JSON.stringify({ text: 'x'.repeat(5000) })))).toBe(false);
  });
});

describe('readPayload', () => {
  const read = (content: string) =>
    readPayload(verifiedBody(content), (payload, delivery, evidence) => ({ payload, body: delivery.body, evidence }));

  test.each([
    ['{"a":[1]}', { a: [1] }],
    ['[{"a":1}]', [{ a: 1 }]],
    ['"text"', 'text'],
    ['null', null],
    ['0', 0],
    ['{"reason":"body_too_deep"}', { reason: 'body_too_deep' }],
    // Not JSON: the text itself.
    ['', ''],
    ['<xml/>', '<xml/>'],
    ['a=1&b=2', 'a=1&b=2'],
    ['{"a":', '{"a":'],
    [`<${'x'.repeat(5000)}`, `<${'x'.repeat(5000)}`],
  ])('The payload of the body %s is read', (content, payload) => {
    expect(read(content)).toEqual({ payload, body: content, evidence: { deliveryId: 'id-1', sentAt: 7 } });
  });

  test('A body of more than 1,000 levels is refused', () => {
    expect(isRejection(read(arrays(1000)))).toBe(false);
    for (const content of [arrays(1001), objects(1001), arrays(100_000)]) {
      expect(outcomeOf(read(content))).toBe('body_too_deep');
    }
  });
});
