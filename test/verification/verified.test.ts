import { isRejection, reject } from '../../verification/rejection.ts';
import { parseBody, splitSecrets, type Verifier, verify } from '../../verification/verify.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { post } from '../helpers/sign.ts';

/** A proof that writes down what it was asked, and takes the body `genuine` or anything JSON for the truth. */
const watched = () => {
  const asked: { body: string; secrets: readonly string[]; now: number }[] = [];
  const proof: Verifier = {
    scheme: 'hmac-hex',
    name: 'Watched',
    headers: [],
    parameters: [],
    checksTime: false,
    signsBody: true,
    readKey: (secret) => (secret.startsWith('usable') ? Buffer.from(secret) : undefined),
    check({ body }, keys, now) {
      asked.push({ body, secrets: keys.map(String), now });
      return body === 'forged' ? reject('signature_mismatch') : { fingerprint: 'id-1', sentAt: 7 };
    },
  };
  return { proof, asked };
};

describe('secrets in one field', () => {
  test.each([
    [undefined, []],
    ['', []],
    [' \t\r\n', []],
    ['one', ['one']],
    ['  one\n', ['one']],
    ['one two', ['one', 'two']],
    ['one\ttwo\r\nthree   four', ['one', 'two', 'three', 'four']],
    ['one,two;three', ['one,two;three']],
    ['one\u00a0two', ['one', 'two']],
    [null, []],
    [7, []],
    [['one'], []],
    [{ length: 1 }, []],
  ])('%j are %j', (field, secrets) => {
    expect(splitSecrets(field)).toEqual(secrets);
  });
});

describe('prove', () => {
  test('hands over what the proof learned and the very delivery it saw', () => {
    const { proof, asked } = watched();
    const proven = verify(proof, post('genuine', { A: 'b' }, 'c=d'), 'usable-1', 1234.5);
    if (isRejection(proven)) throw new Error(proven.reason);
    expect(proven.evidence).toEqual({ fingerprint: 'id-1', sentAt: 7 });
    expect(proven.delivery.body).toBe('genuine');
    expect(proven.delivery.header('a')).toBe('b');
    expect(proven.delivery.query('c')).toBe('d');
    expect(asked).toEqual([{ body: 'genuine', secrets: ['usable-1'], now: 1234.5 }]);
  });

  test('shows the proof only secrets that it can use', () => {
    const { proof, asked } = watched();
    expect(outcomeOf(verify(proof, post('genuine'), 'bad usable-1 worse usable-2', 0))).toBe('accepted');
    expect(asked[0]?.secrets).toEqual(['usable-1', 'usable-2']);
  });

  test('passes on why the proof refused', () => {
    const { proof, asked } = watched();
    expect(outcomeOf(verify(proof, post('forged'), 'usable', 0))).toBe('signature_mismatch');
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['no secret', post('genuine'), undefined, 'secret_missing'],
    ['an empty secret', post('genuine'), '', 'secret_missing'],
    ['white space for a secret', post('genuine'), ' \n', 'secret_missing'],
    ['no secret and no request', undefined, undefined, 'secret_missing'],
    ['an unusable secret', post('genuine'), 'bad worse', 'secret_unusable'],
    ['an unusable secret and no request', undefined, 'bad', 'secret_unusable'],
    ['no request', undefined, 'usable', 'raw_request_missing'],
    ['no body', { method: 'POST' }, 'usable', 'raw_request_missing'],
    ['another method', { method: 'GET', content: 'genuine' }, 'usable', 'method_not_post'],
  ])('with %s fails closed, before the proof is asked', (_, raw, field, reason) => {
    const { proof, asked } = watched();
    expect(outcomeOf(verify(proof, raw, field, 0))).toBe(reason);
    expect(asked).toEqual([]);
  });
});

describe('the body of a proven delivery', () => {
  const open = (content: string) => {
    const proven = verify(watched().proof, post(content), 'usable', 0);
    if (isRejection(proven)) throw new Error(proven.reason);
    return parseBody(proven.delivery);
  };

  test('is parsed from the bytes that were proven', () => {
    expect(open('{"a":[1,{"b":null}],"ü":"😀"}')).toEqual({ a: [1, { b: null }], ü: '😀' });
    expect(open(' {}\n')).toEqual({});
  });

  test.each(['', ' ', '{', '{"a":1}x', "{'a':1}", 'a=1&b=2', 'undefined', 'NaN', '\uFEFF{}'])(
    '%j is not JSON',
    (content) => {
      expect(open(content)).toMatchObject({ reason: 'body_not_json' });
      expect(isRejection(open(content))).toBe(true);
    },
  );

  test.each(['[]', '[{}]', 'null', 'true', '0', '1.5', '""', '"{}"'])('%s is not an object', (content) => {
    expect(open(content)).toMatchObject({ reason: 'body_not_object' });
    expect(isRejection(open(content))).toBe(true);
  });

  test('cannot change what objects inherit', () => {
    const body = open('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
    expect(Object.keys(body)).toEqual(['__proto__', 'constructor']);
    expect('polluted' in {}).toBe(false);
    expect('polluted' in body).toBe(false);
  });

  test.each(['{"reason":"cancelled"}', '{"reason":"signature_mismatch"}', '{"reason":null,"evidence":1}'])(
    'may have a reason of its own: %s',
    (content) => {
      const body = open(content);
      expect(isRejection(body)).toBe(false);
      expect({ ...body }).toEqual(JSON.parse(content));
    },
  );
});
