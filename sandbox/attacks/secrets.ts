import { type AttackGroup, EVERY, type Expected, type PlayedAttack, perScheme, STANDARD } from './attack.ts';
import { sentTo, signedWithKey } from './edit.ts';

interface WeakSecret {
  readonly name: string;
  readonly why: string;
  /** What the connection or the subscription kept; nothing where it kept none. */
  readonly secret: string | undefined;
  /** The key that code makes of it which does not look. */
  readonly key: string;
  readonly expected: Expected;
}

const withSecret = ({ name, why, secret, key, expected }: WeakSecret): Omit<PlayedAttack, 'schemes'> => ({
  name,
  why,
  expected,
  run: (stage) => {
    const request = sentTo(stage.genuine(), stage.withSecret(secret));
    return stage.send(signedWithKey(request, stage.context, key));
  },
});

const NO_SECRETS: readonly WeakSecret[] = [
  {
    name: 'empty secret',
    why: 'An HMAC with an empty key is easily computed by anybody, and an empty token is sent by everybody.',
    secret: '',
    key: '',
    expected: 'secret_missing',
  },
  {
    name: 'white-space secret',
    why: 'A field that looks empty passes a check for emptiness, and its key is quickly guessed.',
    secret: ' \t\n ',
    key: ' \t\n ',
    expected: 'secret_missing',
  },
  {
    name: 'secret that was never filled in',
    why: 'Text put together from a missing value holds the word “undefined”, which is then the key.',
    secret: undefined,
    key: 'undefined',
    expected: 'secret_missing',
  },
];

const NO_KEYS: readonly WeakSecret[] = [
  {
    name: 'whsec_ alone',
    why: 'What is left behind the prefix is an empty key.',
    secret: 'whsec_',
    key: '',
    expected: 'secret_unusable',
  },
  {
    name: 'secret that is not base64',
    why: 'Node’s decoder makes an empty key of it without complaint, so anybody can sign.',
    secret: 'whsec_!!!!!!!!!!!!!!!!!!!!!!!!',
    key: '',
    expected: 'secret_unusable',
  },
  {
    name: 'key shorter than 16 bytes',
    why: 'What was cut off while it was copied can be guessed.',
    secret: `whsec_${Buffer.from('fifteen-letters').toString('base64')}`,
    key: 'fifteen-letters',
    expected: 'secret_unusable',
  },
];

/** Secrets that are none, and secrets of others. */
export const secrets: AttackGroup = {
  name: 'Secrets',
  attacks: [
    ...NO_SECRETS.map((weak) => ({ ...withSecret(weak), schemes: EVERY })),
    ...NO_KEYS.map((weak) => ({ ...withSecret(weak), schemes: STANDARD })),
    {
      name: 'secret of another connection',
      why: 'Where all customers share a URL or a list of secrets, one of them can forge events of another’s.',
      schemes: EVERY,
      expected: perScheme('signature_mismatch', 'signature_mismatch', 'token_mismatch'),
      async run(stage) {
        const { context } = await stage.otherZap('another connection');
        return stage.send(sentTo(context.sign(stage.genuine().body), stage.fixture.zap.url));
      },
    },
    {
      name: 'secret of another subscription',
      why: 'One secret for all subscriptions lets whoever knows one URL’s deliveries use them at every other.',
      schemes: EVERY,
      needs: ({ provider }) => provider.secret.from === 'subscription',
      expected: 'signature_mismatch',
      async run(stage) {
        const { context } = await stage.otherZap('this connection');
        return stage.send(sentTo(context.sign(stage.genuine().body), stage.fixture.zap.url));
      },
    },
  ],
};
