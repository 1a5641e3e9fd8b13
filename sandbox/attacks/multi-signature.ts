import { createHash } from 'node:crypto';
import type { HmacScheme } from '../../verification/scheme.ts';
import { type Attack, type AttackGroup, attackOn, type Expected } from './attack.ts';
import { hasPrefix, isList, type ListScheme } from './scheme-properties.ts';
import { signatureOf, withEntries } from './signature-edit.ts';

/** Entries that are well-formed but wrong. */
const wrong = ({ prefix, algorithm, encoding }: HmacScheme, count: number): string[] =>
  Array.from({ length: count }, (_, index) => prefix + createHash(algorithm).update(String(index)).digest(encoding));

const prefixed = (name: string, why: string, change: (prefix: string) => string): Attack =>
  attackOn(hasPrefix, {
    name,
    why,
    expected: 'signature_malformed',
    transform: (genuine, { scheme }) =>
      withEntries(genuine, scheme, [change(scheme.prefix) + signatureOf(genuine, scheme)]),
  });

const listed = (
  name: string,
  why: string,
  expected: Expected,
  list: (good: string, scheme: ListScheme) => readonly string[],
): Attack =>
  attackOn(isList, {
    name,
    why,
    expected,
    transform: (genuine, { scheme }) =>
      withEntries(genuine, scheme, list(scheme.prefix + signatureOf(genuine, scheme), scheme)),
  });

const UNKNOWN = 'An unknown version means another algorithm, which the app does not implement.';

const withVersion = (change: (version: number) => unknown) => (prefix: string) =>
  prefix.replace(/\d+/, (version) => String(change(Number(version))));

/** The digests in other versions: in each place of a list where code may look for them. */
const inOtherVersions = (good: string, scheme: ListScheme): readonly string[] => {
  const signature = good.slice(scheme.prefix.length);
  const [before, after] = [withVersion(() => 0)(scheme.prefix), withVersion((version) => version + 1)(scheme.prefix)];
  return [before + signature, ...wrong(scheme, 1), after + signature, signature];
};

const otherSeparator = ({ separator }: ListScheme): string => (separator.trim() === ',' ? ';' : ',');

/** Prefixes such as versions, and several signatures in one header. */
export const multiSignature: AttackGroup = {
  name: 'Prefixes and several signatures',
  attacks: [
    prefixed(
      'Signature of version 0',
      UNKNOWN,
      withVersion(() => 0),
    ),
    prefixed(
      'Signature of the next version',
      UNKNOWN,
      withVersion((version) => version + 1),
    ),
    prefixed(
      'Signature of a version with another letter',
      'It starts like the right version, but may mean a signature with a public key.',
      withVersion((version) => `${version}a`),
    ),
    prefixed('Prefix in upper case', 'A case-insensitive comparison accepts two forms of one signature.', (prefix) =>
      prefix.toUpperCase(),
    ),
    prefixed(
      'Signature without its prefix',
      'Code that removes the text before a separator checks the whole text if there is none.',
      () => '',
    ),
    prefixed(
      'Prefix twice',
      'Code that removes every prefix accepts any number of forms of one signature.',
      (prefix) => prefix + prefix,
    ),
    attackOn(hasPrefix, {
      name: 'Prefix without a signature',
      why: 'An empty text equals the result of a failed digest.',
      expected: 'signature_malformed',
      transform: (genuine, { scheme }) => withEntries(genuine, scheme, [scheme.prefix]),
    }),
    listed(
      'Valid signature with other versions next to a wrong one',
      'Code that searches the list for the version and for the signature separately finds both.',
      'signature_mismatch',
      inOtherVersions,
    ),
    listed(
      'Valid signature among twenty wrong ones',
      'Not an attack: while a secret is rotated, a delivery has several signatures, one of which must be valid.',
      'delivered',
      (good, scheme) => [...wrong(scheme, 10), good, ...wrong(scheme, 20).slice(10)],
    ),
    listed(
      'Twenty wrong signatures',
      'Code that stops checking after a number of signatures may accept the request.',
      'signature_mismatch',
      (_, scheme) => wrong(scheme, 20),
    ),
    listed(
      'Signatures with another separator',
      'Parsers differ in how they read a list that is not in the documented format.',
      'signature_malformed',
      (good, scheme) => [[...wrong(scheme, 1), good].join(otherSeparator(scheme))],
    ),
  ],
};
