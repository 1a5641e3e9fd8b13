import { createHash } from 'node:crypto';
import type { SignedRequest } from '../providers/emulator.ts';
import { type Attack, type AttackContext, type AttackGroup, type Expected, STANDARD } from './attack.ts';
import { nameOf, signatureOf, withHeader } from './edit.ts';

/** Well-formed signatures that are none. */
const bad = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `v1,${createHash('sha256').update(String(index)).digest('base64')}`);

const listed =
  (list: (signature: string) => string) =>
  (genuine: SignedRequest, context: AttackContext): SignedRequest =>
    withHeader(genuine, nameOf(context, 'signature'), list(signatureOf(genuine, context)));

const version = (prefix: string, why: string, expected: Expected = 'signature_malformed'): Attack => ({
  name: prefix === '' ? 'signature without a version' : `version ${prefix}`,
  why,
  schemes: STANDARD,
  expected,
  transform: listed((signature) => (prefix === '' ? signature : `${prefix},${signature}`)),
});

const UNKNOWN = 'A version that is not known means another way to sign, which nobody has checked.';

/** Several signatures in one header, and their versions. */
export const multiSignature: AttackGroup = {
  name: 'Several signatures',
  attacks: [
    version('v0', UNKNOWN),
    version('v2', UNKNOWN),
    version('v1a', 'The beginning of the text is that of version 1, but it stands for signatures with a public key.'),
    version('V1', 'A second spelling of the version.'),
    version('', 'Code that splits off what is before the comma checks the whole text where there is none.'),
    {
      name: 'a good signature under other versions beside a bad v1',
      why: 'Code that looks for a version anywhere in the list, and for a signature anywhere in it, finds both.',
      schemes: STANDARD,
      expected: 'signature_mismatch',
      transform: listed((good) => [`v0,${good}`, `v1a,${good}`, ...bad(1), `v2,${good}`, good].join(' ')),
    },
    {
      name: 'version v1 with nothing behind it',
      why: 'An empty text equals what a failed digest comes out as.',
      schemes: STANDARD,
      expected: 'signature_mismatch',
      transform: listed(() => 'v1,'),
    },
    {
      name: 'twenty bad signatures around a good one',
      why: 'No attack: while a secret is rotated a delivery carries several signatures, of which one has to be right.',
      schemes: STANDARD,
      expected: 'delivered',
      transform: listed((signature) => [...bad(10), `v1,${signature}`, ...bad(20).slice(10)].join(' ')),
    },
    {
      name: 'twenty bad signatures without a good one',
      why: 'A check that is content with a number of signatures, or gives up after some, passes what nobody signed.',
      schemes: STANDARD,
      expected: 'signature_mismatch',
      transform: listed(() => bad(20).join(' ')),
    },
    {
      name: 'signatures with commas between them',
      why: 'A list in another form than the documented one is read differently by every reader.',
      schemes: STANDARD,
      expected: 'signature_mismatch',
      transform: listed((signature) => [...bad(1), `v1,${signature}`].join(',')),
    },
  ],
};
