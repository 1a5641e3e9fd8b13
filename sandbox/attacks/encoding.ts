import type { SignedRequest } from '../providers/emulator.ts';
import { type AttackGroup, BASE64S, perScheme, SIGNED } from './attack.ts';
import type { AttackContext } from './context.ts';
import { signatureBytes, signatureOf, withSignature } from './edit.ts';

const MAX_TRIES = 1000;

/** A genuine request whose signature has a property. Spaces at the end of JSON have no meaning, so only the signature changes. */
const signedUntil = (
  genuine: SignedRequest,
  context: AttackContext,
  isRight: (signature: string) => boolean,
): SignedRequest => {
  let request = genuine;
  for (let tries = 0; tries < MAX_TRIES && !isRight(signatureOf(request, context)); tries += 1) {
    request = { ...context.sign(`${request.body} `), url: genuine.url };
  }
  return request;
};

const malformed = perScheme('signature_malformed', 'signature_mismatch');

const rewrite =
  (write: (bytes: Buffer, text: string) => string) =>
  (genuine: SignedRequest, context: AttackContext): SignedRequest =>
    withSignature(genuine, context, write(signatureBytes(genuine, context), signatureOf(genuine, context)));

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The genuine signature in another form: only one form may be valid. */
export const encoding: AttackGroup = {
  name: 'Encoding',
  attacks: [
    {
      name: 'Hex instead of base64',
      why: 'Code that guesses the encoding accepts two forms of one signature.',
      schemes: BASE64S,
      expected: malformed,
      transform: rewrite((bytes) => bytes.toString('hex')),
    },
    {
      name: 'Base64 instead of hex',
      why: 'Code that guesses the encoding accepts two forms of one signature.',
      schemes: ['hmac-hex'],
      expected: 'signature_malformed',
      transform: rewrite((bytes) => bytes.toString('base64')),
    },
    {
      name: 'Hex in upper case',
      why: 'Decoders ignore the case, so one signature has billions of forms, and each looks new to a replay check.',
      schemes: ['hmac-hex'],
      expected: 'signature_malformed',
      transform: rewrite((_, text) => text.toUpperCase()),
    },
    {
      name: 'Base64url instead of base64',
      why: 'Node’s decoder accepts both alphabets.',
      schemes: BASE64S,
      expected: malformed,
      transform: (genuine, context) =>
        rewrite((bytes) => bytes.toString('base64url'))(
          signedUntil(genuine, context, (text) => /[+/]/.test(text)),
          context,
        ),
    },
    {
      name: 'Base64 without padding',
      why: 'Lenient decoders do not require the padding.',
      schemes: BASE64S,
      expected: malformed,
      transform: rewrite((_, text) => text.replace(/=+$/, '')),
    },
    {
      name: 'Base64 with other spare bits',
      why: 'Decoders ignore the last two bits, so one signature has four forms.',
      schemes: BASE64S,
      expected: 'signature_mismatch',
      transform: rewrite((_, text) => {
        const last = ALPHABET.indexOf(text.charAt(42));
        return `${text.slice(0, 42)}${ALPHABET.charAt(last ^ 1)}=`;
      }),
    },
    {
      name: 'Signature with characters that decoders skip',
      why: 'Node’s decoder ignores characters outside its alphabet, so one signature has any number of forms.',
      schemes: BASE64S,
      expected: malformed,
      transform: rewrite((_, text) => `${text.slice(0, 20)}!*${text.slice(20)}`),
    },
    {
      name: 'Space inside the signature',
      why: 'Some decoders skip white space, and some code removes it.',
      schemes: SIGNED,
      expected: malformed,
      transform: rewrite((_, text) => `${text.slice(0, 20)} ${text.slice(20)}`),
    },
    {
      name: 'Signature encoded twice',
      why: 'Code that decodes until the signature matches accepts two forms of it.',
      schemes: SIGNED,
      expected: malformed,
      transform: rewrite((_, text) => Buffer.from(text).toString('base64')),
    },
  ],
};
