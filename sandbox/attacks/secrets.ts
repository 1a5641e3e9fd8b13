import type { Event } from '../../triggers/define-event.ts';
import { type AttackGroup, attackOn, type Expected, type ScenarioAttack } from './attack.ts';
import { sentTo } from './edit.ts';
import { hasBase64Key, isToken } from './scheme-properties.ts';
import { signedWithKey } from './sign-again.ts';

interface WeakSecret {
  readonly name: string;
  readonly why: string;
  /** The secret in the connection or subscription. */
  readonly secret: string | undefined | ((event: Event) => string);
  /** A key that careless code reads from it, besides the secret and its words. */
  readonly key?: string;
  readonly expected: Expected;
  /** Whether it is weak only in a field with several secrets. */
  readonly isOfSeveral?: boolean;
}

/** The keys that careless code may read from a secret. */
const keysIn = (secret: string): Set<string> =>
  new Set([secret, ...secret.split(/\s+/)].flatMap((text) => [text, text.replace(/^whsec_/, '')]));

const toAttack = ({ name, why, secret, key, expected, isOfSeveral }: WeakSecret): ScenarioAttack => ({
  name,
  why,
  ...(isOfSeveral && { needs: ({ provider }: Event) => provider.secret.previous === undefined }),
  expected,
  async run(runner) {
    const { context } = runner;
    const value = typeof secret === 'function' ? secret(context.event) : secret;
    const url = runner.withSecret(value);
    const encodings = hasBase64Key(context.scheme) ? (['utf8', 'base64'] as const) : (['utf8'] as const);
    const outcomes = new Set<string>();
    for (const each of key === undefined ? keysIn(value ?? '') : [key]) {
      for (const encoding of encodings) {
        // Not over HTTP, which refuses some characters in a header.
        const request = signedWithKey(sentTo(runner.genuine(), url), context, each, encoding);
        outcomes.add(await runner.sendRaw(request));
      }
    }
    return [...outcomes].join(' and ');
  },
});

const MISSING: readonly WeakSecret[] = [
  {
    name: 'Empty secret',
    why: 'Anyone can compute an HMAC with an empty key or send an empty token.',
    secret: '',
    expected: 'secret_missing',
  },
  {
    name: 'Secret of white space',
    why: 'It passes a check for an empty text, and it is easy to guess.',
    secret: ' \t\n ',
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

const GUESSABLE = 'Users paste it by mistake, and anyone can guess it.';

const guessable = (name: string, secret: WeakSecret['secret'], why = GUESSABLE): WeakSecret => ({
  name,
  why,
  secret,
  expected: 'secret_unusable',
});

const fieldLabel = ({ provider }: Event): string =>
  `${provider.label} ${provider.connection.fields[provider.secret.field]?.label}`;

const NO_SECRETS: readonly WeakSecret[] = [
  guessable('Secret masked with bullets', '•'.repeat(24), 'Users copy a secret that the provider shows masked.'),
  guessable('Secret masked with asterisks', '*'.repeat(24), 'Users copy a secret that the provider shows masked.'),
  guessable('End of a masked secret', '••••••••••••••••a8f2', 'Four known characters can be guessed.'),
  guessable('Placeholder as the secret', 'your-webhook-secret-here'),
  guessable('One repeated character as the secret', 'x'.repeat(24)),
  guessable('One repeated byte as the secret', `whsec_${'A'.repeat(32)}`),
  guessable('Label of the field as the secret', fieldLabel),
  guessable('Label of the field as one word', (event) => fieldLabel(event).toLowerCase().replaceAll(' ', '-')),
  guessable(
    'Secret with an invisible character',
    '3f1c9a7e5d2b\u200b8064f7c1',
    'It looks like another secret, and a comparison that ignores the character accepts both.',
  ),
  guessable('Secret of seven characters', 'q7x2k9d', 'It can be found by trying.'),
  {
    ...guessable(
      'Several short secrets',
      'kx92hd71ma pq48zr60tb',
      'A field accepts several secrets during a rotation, so each word of a pasted sentence would be a key.',
    ),
    isOfSeveral: true,
  },
];

const UNUSABLE: readonly WeakSecret[] = [
  {
    name: 'Secret with only the prefix whsec_',
    why: 'The key after the prefix is empty.',
    secret: 'whsec_',
    expected: 'secret_unusable',
  },
  {
    name: 'Secret that is not base64',
    why: 'Node’s decoder returns an empty key instead of an error, so anyone can sign.',
    secret: 'whsec_!!!!!!!!!!!!!!!!!!!!!!!!',
    expected: 'secret_unusable',
  },
  {
    name: 'Key shorter than 16 bytes',
    why: 'A secret that was cut off when it was copied can be guessed.',
    secret: `whsec_${Buffer.from('fifteen-letters').toString('base64')}`,
    expected: 'secret_unusable',
  },
];

/** Weak secrets, and secrets of others. */
export const secrets: AttackGroup = {
  name: 'Secrets',
  attacks: [
    ...[...MISSING, ...NO_SECRETS].map(toAttack),
    ...UNUSABLE.map((weak) => attackOn(hasBase64Key, toAttack(weak))),
    {
      name: 'Secret of another connection',
      why: 'If customers share a URL or a list of secrets, one of them can forge events of another.',
      expected: ({ provider }) => (isToken(provider.verifier.scheme) ? 'token_mismatch' : 'signature_mismatch'),
      async run(runner) {
        const { context } = await runner.otherZap('another connection');
        return runner.send(sentTo(context.sign(runner.genuine().body), runner.fixture.zap.url));
      },
    },
    {
      name: 'Secret of another subscription',
      why: 'If all subscriptions share a secret, a delivery to one URL is valid at every other.',
      needs: ({ provider }) => provider.secret.from === 'subscription',
      expected: 'signature_mismatch',
      async run(runner) {
        const { context } = await runner.otherZap('this connection');
        return runner.send(sentTo(context.sign(runner.genuine().body), runner.fixture.zap.url));
      },
    },
  ],
};
