import type { HmacScheme } from '../../verification/scheme.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { type AttackContext, type AttackGroup, attackOn } from './attack.ts';
import { isBase64, isHex, isHmac } from './scheme-properties.ts';
import { signatureOf, signedAs, withSignature } from './signature-edit.ts';

const MAX_TRIES = 1000;

type Context = AttackContext<HmacScheme>;

/** A genuine request whose signature has a property. Spaces at the end of JSON have no meaning, so only the signature changes. */
const signedUntil = (
  genuine: SignedRequest,
  context: Context,
  isRight: (signature: string) => boolean,
): SignedRequest => {
  let request = genuine;
  for (let tries = 0; tries < MAX_TRIES && !isRight(signatureOf(request, context.scheme)); tries += 1) {
    request = signedAs({ ...request, body: `${request.body} ` }, context);
  }
  return request;
};

const rewrite =
  (write: (bytes: Buffer, text: string) => string) =>
  (genuine: SignedRequest, { scheme }: Context): SignedRequest => {
    const text = signatureOf(genuine, scheme);
    return withSignature(genuine, scheme, write(Buffer.from(text, scheme.encoding), text));
  };

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Flips the lowest of the bits that no byte uses. */
const withSpareBits = (text: string): string =>
  text.replace(/.(?==+$)/, (last) => ALPHABET.charAt(ALPHABET.indexOf(last) ^ 1));

/** The genuine signature in another form: only one form may be valid. */
export const encoding: AttackGroup = {
  name: 'Encoding',
  attacks: [
    attackOn(isBase64, {
      name: 'Hex instead of base64',
      why: 'Code that guesses the encoding accepts two forms of one signature.',
      expected: 'signature_malformed',
      transform: rewrite((bytes) => bytes.toString('hex')),
    }),
    attackOn(isHex, {
      name: 'Base64 instead of hex',
      why: 'Code that guesses the encoding accepts two forms of one signature.',
      expected: 'signature_malformed',
      transform: rewrite((bytes) => bytes.toString('base64')),
    }),
    attackOn(isHex, {
      name: 'Hex in upper case',
      why: 'Decoders ignore the case, so one signature has billions of forms, and each looks new to a replay check.',
      expected: 'signature_malformed',
      transform: rewrite((_, text) => text.toUpperCase()),
    }),
    attackOn(isBase64, {
      name: 'Base64url instead of base64',
      why: 'Node’s decoder accepts both alphabets.',
      expected: 'signature_malformed',
      transform: (genuine, context) =>
        rewrite((bytes) => bytes.toString('base64url'))(
          signedUntil(genuine, context, (text) => /[+/]/.test(text)),
          context,
        ),
    }),
    attackOn(isBase64, {
      name: 'Base64 without padding',
      why: 'Lenient decoders do not require the padding.',
      expected: 'signature_malformed',
      transform: rewrite((_, text) => text.replace(/=+$/, '')),
    }),
    attackOn(isBase64, {
      name: 'Base64 with other spare bits',
      why: 'Decoders ignore the last bits, so one signature has four or more forms.',
      expected: 'signature_mismatch',
      transform: rewrite((_, text) => withSpareBits(text)),
    }),
    attackOn(isBase64, {
      name: 'Signature with characters that decoders skip',
      why: 'Node’s decoder ignores characters outside its alphabet, so one signature has any number of forms.',
      expected: 'signature_malformed',
      transform: rewrite((_, text) => `${text.slice(0, 20)}!*${text.slice(20)}`),
    }),
    attackOn(isHmac, {
      name: 'Space inside the signature',
      why: 'Some decoders skip white space, and some code removes it.',
      expected: 'signature_malformed',
      transform: rewrite((_, text) => `${text.slice(0, 20)} ${text.slice(20)}`),
    }),
    attackOn(isHmac, {
      name: 'Signature encoded twice',
      why: 'Code that decodes until the signature matches accepts two forms of it.',
      expected: 'signature_malformed',
      transform: rewrite((_, text) => Buffer.from(text).toString('base64')),
    }),
  ],
};
