import fc from 'fast-check';
import type { Algorithm } from '../../verification/scheme.ts';
import { type AttackGroup, attackOn } from './attack.ts';
import { otherSecret, withHeader, withoutHeaders } from './edit.ts';
import { requestsOfOthers } from './other-senders.ts';
import { hasUnsignedPing, hasUnsignedValue, isHmac, isToken } from './scheme-properties.ts';
import { digestWith, signatureOf, signedAs, withEntries, withSignature } from './signature-edit.ts';

/** A text that matches a pattern. */
const pingOf = (pattern: RegExp): string => fc.sample(fc.stringMatching(pattern), { numRuns: 1, seed: 1 })[0] ?? '';

/** An algorithm with a longer or shorter digest. */
const OTHER_ALGORITHM: Readonly<Record<Algorithm, Algorithm>> = { sha1: 'sha256', sha256: 'sha1', sha512: 'sha256' };

/** Requests without a signature, with a wrong one, or with a signature of something else. */
export const signature: AttackGroup = {
  name: 'Signature',
  attacks: [
    attackOn(isHmac, {
      name: 'No signature',
      why: 'Code that checks a signature only if there is one accepts everything else.',
      expected: 'signature_missing',
      transform: (genuine, { scheme }) => withoutHeaders(genuine, [scheme.headers[0].signature]),
    }),
    attackOn(isHmac, {
      name: 'Empty signature',
      why: 'An empty text equals the result of a failed lookup or a failed digest.',
      expected: 'signature_missing',
      transform: (genuine, { scheme }) => withHeader(genuine, scheme.headers[0].signature, ''),
    }),
    attackOn(isHmac, {
      name: 'Signature with another secret',
      why: 'Code that only checks the format of a signature accepts any sender.',
      expected: 'signature_mismatch',
      transform: ({ body }, context) => context.sign(body, { secret: otherSecret(context.target.secret) }),
    }),
    attackOn(isHmac, {
      name: 'Signature without its last character',
      why: 'A comparison that ends with the shorter text accepts a signature of one character, which can be guessed.',
      expected: 'signature_malformed',
      transform: (genuine, { scheme }) => withSignature(genuine, scheme, signatureOf(genuine, scheme).slice(0, -1)),
    }),
    attackOn(isHmac, {
      name: 'Signature with extra characters',
      why: 'Decoders stop at the first unknown character and ignore the rest.',
      expected: 'signature_malformed',
      transform: (genuine, { scheme }) => withSignature(genuine, scheme, `${signatureOf(genuine, scheme)}zz`),
    }),
    attackOn(isHmac, {
      name: 'Signature with the prefix of another provider',
      why: 'Code for one provider removes a prefix that another does not send, and so accepts two forms of one signature.',
      expected: 'signature_malformed',
      transform: (genuine, { scheme }) => {
        const prefix = scheme.prefix === 'sha256=' ? 'v1=' : 'sha256=';
        return withEntries(genuine, scheme, [prefix + signatureOf(genuine, scheme)]);
      },
    }),
    attackOn(isHmac, {
      name: 'Signature with another algorithm',
      why: 'Code that chooses the algorithm by the length or prefix of the signature lets the sender choose a weak one.',
      expected: 'signature_malformed',
      transform: (genuine, context) =>
        withSignature(genuine, context.scheme, digestWith(genuine, context, OTHER_ALGORITHM[context.scheme.algorithm])),
    }),
    attackOn(hasUnsignedValue, {
      name: 'The text for an unsigned request instead of a signature',
      why: 'The sender sends it when no secret is set there, so code that accepts it accepts any sender.',
      expected: 'signature_missing',
      transform: (genuine, { scheme }) => withHeader(genuine, scheme.headers[0].signature, scheme.unsignedValue),
    }),
    attackOn(hasUnsignedPing, {
      name: 'Unsigned ping',
      why: 'Not an attack: the sender tests the URL without a signature, which must not start a Zap or fail.',
      expected: 'ignored',
      transform: (genuine, { scheme }) => ({
        ...withoutHeaders(genuine, [scheme.headers[0].signature]),
        body: pingOf(scheme.unsignedPing),
      }),
    }),
    attackOn(hasUnsignedPing, {
      name: 'Event next to the text of an unsigned ping',
      why: 'Code that skips verification of requests that contain the text of a ping accepts any body with it.',
      expected: 'signature_missing',
      transform: (genuine, { scheme }) => ({
        ...withoutHeaders(genuine, [scheme.headers[0].signature]),
        body: `${pingOf(scheme.unsignedPing)}&${genuine.body}`,
      }),
    }),
    attackOn(isHmac, {
      name: 'Signature of the same value in another format',
      why: 'Code that serializes the parsed body before it verifies accepts every other text with the same meaning.',
      expected: 'signature_mismatch',
      transform: (genuine) => ({ ...genuine, body: JSON.stringify(JSON.parse(genuine.body), null, 2) }),
    }),
    attackOn(isHmac, {
      name: 'Signature of an empty body',
      why: 'If a framework has read the body before the verification, an empty text is verified.',
      expected: 'signature_mismatch',
      transform: (genuine, context) => signedAs(genuine, context, { body: '' }),
    }),
    attackOn(isHmac, {
      name: 'Signature of [object Object]',
      why: 'Careless code converts the parsed body to this text, which is the same for every body.',
      expected: 'signature_mismatch',
      transform: (genuine, context) => signedAs(genuine, context, { body: '[object Object]' }),
    }),
    {
      name: 'Signature of another provider',
      why: 'A URL for several providers may choose the verification by a header that the sender chooses.',
      expected: ({ provider }) => (isToken(provider.verifier.scheme) ? 'token_missing' : 'signature_missing'),
      async run(runner) {
        const outcomes = new Set<string>();
        for (const request of requestsOfOthers(runner)) outcomes.add(await runner.send(request));
        return [...outcomes].join(' and ');
      },
    },
  ],
};
