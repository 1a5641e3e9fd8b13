import { isRejection, reject } from '../../verification/rejection.ts';
import { hmacScheme } from '../../verification/scheme.ts';
import { type Secrets, splitSecrets } from '../../verification/secret.ts';
import { type Verifier, verify } from '../../verification/verify.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { post } from '../helpers/sign.ts';

/** Long enough to be one of several secrets. */
const USABLE = 'usable-1-of-several';
const OTHER = 'usable-2-of-several';

/** A verifier that records its calls, and accepts every body but `forged`. */
const recordingVerifier = () => {
  const calls: { body: string; secrets: readonly string[]; now: number }[] = [];
  const verifier: Verifier = {
    scheme: hmacScheme({ header: 'X-Signature' }),
    readKey: (secret) => (secret.startsWith('usable') ? Buffer.from(secret) : undefined),
    check({ body }, keys, now) {
      calls.push({ body, secrets: keys.map(String), now });
      return body === 'forged' ? reject('signature_mismatch') : { deliveryId: 'id-1', sentAt: 7 };
    },
  };
  return { verifier, calls };
};

describe('splitSecrets', () => {
  test.each<[Secrets, string[]]>([
    [undefined, []],
    ['', []],
    [' \t\r\n', []],
    ['one', ['one']],
    ['  one\n', ['one']],
    ['one two', ['one', 'two']],
    ['one\ttwo\r\nthree   four', ['one', 'two', 'three', 'four']],
    ['one,two;three', ['one,two;three']],
    ['one\u00a0two', ['one', 'two']],
    [[], []],
    [['one'], ['one']],
    [
      ['one two', 'three'],
      ['one two', 'three'],
    ],
    [[' one\ttwo \n'], [' one\ttwo \n', 'one\ttwo']],
    [['', 'one'], ['one']],
  ])('The secrets in %j are %j', (field, secrets) => {
    expect(splitSecrets(field)).toEqual(secrets);
  });
});

describe('verify', () => {
  test('Returns the evidence and the delivery that was checked', () => {
    const { verifier, calls } = recordingVerifier();
    const verified = verify(verifier, post('genuine', { A: 'b' }, 'c=d'), 'usable-1', 1234.5);
    if (isRejection(verified)) throw new Error(verified.reason);
    expect(verified.evidence).toEqual({ deliveryId: 'id-1', sentAt: 7 });
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

  test('Reads a secret once for consecutive deliveries', () => {
    const { verifier, calls } = recordingVerifier();
    const read = jest.spyOn(verifier, 'readKey');
    const names = ['Name'];
    for (const secret of [USABLE, USABLE, OTHER, OTHER, USABLE]) verify(verifier, post('genuine'), secret, 0, names);
    expect(calls.map(({ secrets }) => secrets)).toEqual([[USABLE], [USABLE], [OTHER], [OTHER], [USABLE]]);
    expect(read.mock.calls).toEqual([[USABLE], [OTHER], [USABLE]]);
  });

  test('Checks a secret again with other names, for another verifier and in a list', () => {
    const { verifier, calls } = recordingVerifier();
    const secret = 'usable-for-any-name';
    const outcome = (one: Verifier, secrets: Secrets, names: readonly string[]) =>
      outcomeOf(verify(one, post('genuine'), secrets, 0, names));
    expect(outcome(verifier, secret, ['Other'])).toBe('accepted');
    expect(outcome(verifier, secret, ['Usable For Any Name'])).toBe('secret_unusable');
    expect(outcome(verifier, secret, ['Other'])).toBe('accepted');
    expect(outcome({ ...verifier, readKey: () => undefined }, secret, ['Other'])).toBe('secret_unusable');
    const list = [USABLE];
    const names = ['Name'];
    expect(outcome(verifier, list, names)).toBe('accepted');
    list[0] = OTHER;
    expect(outcome(verifier, list, names)).toBe('accepted');
    expect(calls.slice(-2).map(({ secrets }) => secrets)).toEqual([[USABLE], [OTHER]]);
  });

  test('Reads the keys of the same secrets once, and of other secrets again', () => {
    const { verifier } = recordingVerifier();
    const read: string[] = [];
    const counting: Verifier = {
      ...verifier,
      readKey: (secret) => {
        read.push(secret);
        return verifier.readKey(secret);
      },
    };
    const names = ['Name'];
    const readFor = (secrets: Secrets): string[] => {
      read.length = 0;
      verify(counting, post('genuine'), secrets, 0, names);
      return [...read];
    };
    expect(readFor([USABLE, OTHER])).toEqual([USABLE, OTHER]);
    expect(readFor([USABLE, OTHER])).toEqual([]);
    expect(readFor([OTHER, USABLE])).toEqual([OTHER, USABLE]);
    expect(readFor([OTHER])).toEqual([OTHER]);
    expect(readFor([OTHER, USABLE])).toEqual([OTHER, USABLE]);
    expect(readFor(USABLE)).toEqual([USABLE]);
    expect(readFor(USABLE)).toEqual([]);
    expect(readFor([USABLE])).toEqual([USABLE]);
    expect(readFor(undefined)).toEqual([]);
    expect(readFor([USABLE])).toEqual([USABLE]);
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
