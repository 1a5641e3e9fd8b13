import { isRejection, reject } from '../../verification/rejection.ts';
import { splitSecrets } from '../../verification/secret.ts';
import { parseBody, type Verifier, verify } from '../../verification/verify.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { post } from '../helpers/sign.ts';

/** Long enough to be one of several secrets. */
const USABLE = 'usable-1-of-several';
const OTHER = 'usable-2-of-several';

/** A verifier that records its calls, and accepts every body but `forged`. */
const recordingVerifier = () => {
  const calls: { body: string; secrets: readonly string[]; now: number }[] = [];
  const verifier: Verifier = {
    scheme: 'hmac-hex',
    name: 'Recording',
    headers: [],
    parameters: [],
    checksTime: false,
    signsBody: true,
    readKey: (secret) => (secret.startsWith('usable') ? Buffer.from(secret) : undefined),
    check({ body }, keys, now) {
      calls.push({ body, secrets: keys.map(String), now });
      return body === 'forged' ? reject('signature_mismatch') : { fingerprint: 'id-1', sentAt: 7 };
    },
  };
  return { verifier, calls };
};

describe('splitSecrets', () => {
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
  ])('The secrets in the field %j are %j', (field, secrets) => {
    expect(splitSecrets(field)).toEqual(secrets);
  });
});

describe('verify', () => {
  test('Returns the evidence and the delivery that was checked', () => {
    const { verifier, calls } = recordingVerifier();
    const verified = verify(verifier, post('genuine', { A: 'b' }, 'c=d'), 'usable-1', 1234.5);
    if (isRejection(verified)) throw new Error(verified.reason);
    expect(verified.evidence).toEqual({ fingerprint: 'id-1', sentAt: 7 });
    expect(verified.delivery.body).toBe('genuine');
    expect(verified.delivery.header('a')).toBe('b');
    expect(verified.delivery.query('c')).toBe('d');
    expect(calls).toEqual([{ body: 'genuine', secrets: ['usable-1'], now: 1234.5 }]);
  });

  test('Passes only usable secrets to the verifier', () => {
    const { verifier, calls } = recordingVerifier();
    expect(outcomeOf(verify(verifier, post('genuine'), `bad ${USABLE} bad-whatever-its-length ${OTHER}`, 0))).toBe(
      'accepted',
    );
    expect(calls[0]?.secrets).toEqual([USABLE, OTHER]);
  });

  test('Returns the verifier’s rejection', () => {
    const { verifier, calls } = recordingVerifier();
    expect(outcomeOf(verify(verifier, post('forged'), 'usable-1', 0))).toBe('signature_mismatch');
    expect(calls).toHaveLength(1);
  });

  test.each([
    ['no secret', post('genuine'), undefined, 'secret_missing'],
    ['an empty secret', post('genuine'), '', 'secret_missing'],
    ['a secret of white space', post('genuine'), ' \n', 'secret_missing'],
    ['no secret and no request', undefined, undefined, 'secret_missing'],
    ['an unusable secret', post('genuine'), 'bad-whatever-its-length', 'secret_unusable'],
    ['several unusable secrets', post('genuine'), 'bad bad-whatever-its-length', 'secret_unusable'],
    ['a short secret of several', post('genuine'), 'usable-1 bad-whatever-its-length', 'secret_unusable'],
    ['an unusable secret and no request', undefined, 'bad-1-of-1', 'secret_unusable'],
    ['no request', undefined, 'usable-1', 'raw_request_missing'],
    ['no body', { method: 'POST' }, 'usable-1', 'raw_request_missing'],
    ['another method', { method: 'GET', content: 'genuine' }, 'usable-1', 'method_not_post'],
  ])('Refuses a call with %s before the verifier is called', (_, raw, field, reason) => {
    const { verifier, calls } = recordingVerifier();
    expect(outcomeOf(verify(verifier, raw, field, 0))).toBe(reason);
    expect(calls).toEqual([]);
  });
});

describe('parseBody', () => {
  const parse = (content: string) => {
    const verified = verify(recordingVerifier().verifier, post(content), 'usable-1', 0);
    if (isRejection(verified)) throw new Error(verified.reason);
    return parseBody(verified.delivery);
  };

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
});
