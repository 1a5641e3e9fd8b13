import { createHash } from 'node:crypto';
import type { SignedRequest } from '../providers/emulator.ts';
import { type Attack, type AttackGroup, type Expected, STANDARD } from './attack.ts';
import type { AttackContext } from './context.ts';
import { nameOf, signatureOf, withHeader } from './edit.ts';

/** Signatures that are well-formed but wrong. */
const wrong = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `v1,${createHash('sha256').update(String(index)).digest('base64')}`);

const withList =
  (list: (signature: string) => string) =>
  (genuine: SignedRequest, context: AttackContext): SignedRequest =>
    withHeader(genuine, nameOf(context, 'signature'), list(signatureOf(genuine, context)));

const attack = (name: string, why: string, expected: Expected, list: (signature: string) => string): Attack => ({
  name,
  why,
  schemes: STANDARD,
  expected,
  transform: withList(list),
});

const UNKNOWN = 'An unknown version means another algorithm, which the app does not implement.';

const version = (prefix: string, why: string): Attack =>
  attack(`Signature of version ${prefix}`, why, 'signature_malformed', (signature) => `${prefix},${signature}`);

/** Several signatures in one header, and their versions. */
export const multiSignature: AttackGroup = {
  name: 'Several signatures',
  attacks: [
    version('v0', UNKNOWN),
    version('v2', UNKNOWN),
    version('v1a', 'It starts like version 1, but means a signature with a public key.'),
    version('V1', 'A case-insensitive comparison accepts two forms of one signature.'),
    attack(
      'Signature without a version',
      'Code that removes the text before the comma checks the whole text if there is no comma.',
      'signature_malformed',
      (signature) => signature,
    ),
    attack(
      'Valid signature with other versions next to a wrong v1',
      'Code that searches the list for the version and for the signature separately finds both.',
      'signature_mismatch',
      (good) => [`v0,${good}`, `v1a,${good}`, ...wrong(1), `v2,${good}`, good].join(' '),
    ),
    attack(
      'Version v1 without a signature',
      'An empty text equals the result of a failed digest.',
      'signature_mismatch',
      () => 'v1,',
    ),
    attack(
      'Valid signature among twenty wrong ones',
      'Not an attack: while a secret is rotated, a delivery has several signatures, one of which must be valid.',
      'delivered',
      (signature) => [...wrong(10), `v1,${signature}`, ...wrong(20).slice(10)].join(' '),
    ),
    attack(
      'Twenty wrong signatures',
      'Code that stops checking after a number of signatures may accept the request.',
      'signature_mismatch',
      () => wrong(20).join(' '),
    ),
    attack(
      'Signatures separated by commas',
      'Parsers differ in how they read a list that is not in the documented format.',
      'signature_mismatch',
      (signature) => [...wrong(1), `v1,${signature}`].join(','),
    ),
  ],
};
