import { type AttackGroup, EVERY, type Expected, perScheme, type ScenarioAttack, STANDARD } from './attack.ts';
import { sentTo, signedWithKey } from './edit.ts';

interface WeakSecret {
  readonly name: string;
  readonly why: string;
  /** The secret in the connection or subscription. */
  readonly secret: string | undefined;
  /** The key that careless code reads from it. */
  readonly key: string;
  readonly expected: Expected;
}

const toAttack = ({ name, why, secret, key, expected }: WeakSecret): Omit<ScenarioAttack, 'schemes'> => ({
  name,
  why,
  expected,
  run: (runner) => {
    const request = sentTo(runner.genuine(), runner.withSecret(secret));
    return runner.send(signedWithKey(request, runner.context, key));
  },
});

const MISSING: readonly WeakSecret[] = [
  {
    name: 'Empty secret',
    why: 'Anyone can compute an HMAC with an empty key or send an empty token.',
    secret: '',
    key: '',
    expected: 'secret_missing',
  },
  {
    name: 'Secret of white space',
    why: 'It passes a check for an empty text, and it is easy to guess.',
    secret: ' \t\n ',
    key: ' \t\n ',
    expected: 'secret_missing',
  },
  {
    name: 'Secret that was never filled in',
    why: 'Code that puts a missing value into a text uses the key “undefined”.',
    secret: undefined,
    key: 'undefined',
    expected: 'secret_missing',
  },
];

const UNUSABLE: readonly WeakSecret[] = [
  {
    name: 'Secret with only the prefix whsec_',
    why: 'The key after the prefix is empty.',
    secret: 'whsec_',
    key: '',
    expected: 'secret_unusable',
  },
  {
    name: 'Secret that is not base64',
    why: 'Node’s decoder returns an empty key instead of an error, so anyone can sign.',
    secret: 'whsec_!!!!!!!!!!!!!!!!!!!!!!!!',
    key: '',
    expected: 'secret_unusable',
  },
  {
    name: 'Key shorter than 16 bytes',
    why: 'A secret that was cut off when it was copied can be guessed.',
    secret: `whsec_${Buffer.from('fifteen-letters').toString('base64')}`,
    key: 'fifteen-letters',
    expected: 'secret_unusable',
  },
];

/** Weak secrets, and secrets of others. */
export const secrets: AttackGroup = {
  name: 'Secrets',
  attacks: [
    ...MISSING.map((weak) => ({ ...toAttack(weak), schemes: EVERY })),
    ...UNUSABLE.map((weak) => ({ ...toAttack(weak), schemes: STANDARD })),
    {
      name: 'Secret of another connection',
      why: 'If customers share a URL or a list of secrets, one of them can forge events of another.',
      schemes: EVERY,
      expected: perScheme('signature_mismatch', 'signature_mismatch', 'token_mismatch'),
      async run(runner) {
        const { context } = await runner.otherZap('another connection');
        return runner.send(sentTo(context.sign(runner.genuine().body), runner.fixture.zap.url));
      },
    },
    {
      name: 'Secret of another subscription',
      why: 'If all subscriptions share a secret, a delivery to one URL is valid at every other.',
      schemes: EVERY,
      needs: ({ provider }) => provider.secret.from === 'subscription',
      expected: 'signature_mismatch',
      async run(runner) {
        const { context } = await runner.otherZap('this connection');
        return runner.send(sentTo(context.sign(runner.genuine().body), runner.fixture.zap.url));
      },
    },
  ],
};
