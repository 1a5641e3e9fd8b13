import type { SignedRequest } from '../providers/emulator.ts';
import { type AttackContext, type AttackGroup, BASE64S, perScheme, SIGNED } from './attack.ts';
import { signatureBytes, signatureOf, withSignature } from './edit.ts';

const MOST_TRIES = 1000;

/** A genuine request whose signature holds what the attack is about. Spaces at the end of JSON mean nothing. */
const signedUntil = (
  genuine: SignedRequest,
  context: AttackContext,
  isRight: (signature: string) => boolean,
): SignedRequest => {
  let request = genuine;
  for (let tries = 0; tries < MOST_TRIES && !isRight(signatureOf(request, context)); tries += 1) {
    request = { ...context.sign(`${request.body} `), url: genuine.url };
  }
  return request;
};

const malformed = perScheme('signature_malformed', 'signature_mismatch');

const rewritten =
  (write: (bytes: Buffer, text: string) => string) =>
  (genuine: SignedRequest, context: AttackContext): SignedRequest =>
    withSignature(genuine, context, write(signatureBytes(genuine, context), signatureOf(genuine, context)));

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The genuine bytes, written in another way: a proof must have one spelling only. */
export const encoding: AttackGroup = {
  name: 'Encoding',
  attacks: [
    {
      name: 'hex for base64',
      why: 'Code that guesses the encoding takes two spellings for one proof.',
      schemes: BASE64S,
      expected: malformed,
      transform: rewritten((bytes) => bytes.toString('hex')),
    },
    {
      name: 'base64 for hex',
      why: 'Code that guesses the encoding takes two spellings for one proof.',
      schemes: ['hmac-hex'],
      expected: 'signature_malformed',
      transform: rewritten((bytes) => bytes.toString('base64')),
    },
    {
      name: 'upper-case hex',
      why: 'A decoder does not mind, so one proof has billions of spellings, each of which looks new to a check for replays.',
      schemes: ['hmac-hex'],
      expected: 'signature_malformed',
      transform: rewritten((_, text) => text.toUpperCase()),
    },
    {
      name: 'base64url',
      why: 'Node’s decoder takes both alphabets without being asked.',
      schemes: BASE64S,
      expected: malformed,
      transform: (genuine, context) =>
        rewritten((bytes) => bytes.toString('base64url'))(
          signedUntil(genuine, context, (text) => /[+/]/.test(text)),
          context,
        ),
    },
    {
      name: 'base64 without its padding',
      why: 'Lenient decoders do not ask for it.',
      schemes: BASE64S,
      expected: malformed,
      transform: rewritten((_, text) => text.replace(/=+$/, '')),
    },
    {
      name: 'base64 with other spare bits',
      why: 'The last character has bits that no decoder looks at, so one proof has four spellings.',
      schemes: BASE64S,
      expected: 'signature_mismatch',
      transform: rewritten((_, text) => {
        const last = ALPHABET.indexOf(text.charAt(42));
        return `${text.slice(0, 42)}${ALPHABET.charAt(last ^ 1)}=`;
      }),
    },
    {
      name: 'characters that lenient decoders skip',
      why: 'Node’s decoder ignores what is not in the alphabet, so one proof has any number of spellings.',
      schemes: BASE64S,
      expected: malformed,
      transform: rewritten((_, text) => `${text.slice(0, 20)}!*${text.slice(20)}`),
    },
    {
      name: 'a space inside the signature',
      why: 'Some decoders skip white space, and some code trims it away.',
      schemes: SIGNED,
      expected: malformed,
      transform: rewritten((_, text) => `${text.slice(0, 20)} ${text.slice(20)}`),
    },
    {
      name: 'encoded twice',
      why: 'Code that decodes until it fits takes two spellings for one proof.',
      schemes: SIGNED,
      expected: malformed,
      transform: rewritten((_, text) => Buffer.from(text).toString('base64')),
    },
  ],
};
