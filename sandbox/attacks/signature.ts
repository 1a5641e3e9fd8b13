import { renameHeader } from '../zapier/ingress.ts';
import { type AttackGroup, EVERY, perScheme, SIGNED } from './attack.ts';
import type { AttackRunner } from './attack-runner.ts';
import { headerOf, nameOf, otherSecret, signatureOf, withHeader, withoutHeaders, withSignature } from './edit.ts';

/** The ways in which one header name is written. */
const SPELLINGS = [
  { name: 'as sent', spell: (name: string) => name },
  { name: 'in capitals', spell: (name: string) => name.toUpperCase() },
  { name: 'as Zapier renames it', spell: renameHeader },
  { name: 'as CGI renames it', spell: (name: string) => `HTTP_${name.toUpperCase().replaceAll('-', '_')}` },
  { name: 'in small letters with http-', spell: (name: string) => `http-${name.toLowerCase()}` },
] as const;

/** Requests with no signature, with another or with one of something else. */
export const signature: AttackGroup = {
  name: 'Signature',
  attacks: [
    {
      name: 'no signature',
      why: 'Code that checks a signature only when there is one lets everything else through.',
      schemes: SIGNED,
      expected: 'signature_missing',
      transform: (genuine, context) => withoutHeaders(genuine, [nameOf(context, 'signature')]),
    },
    {
      name: 'empty signature',
      why: 'An empty text equals what a failed lookup or a failed digest comes out as.',
      schemes: SIGNED,
      expected: 'signature_missing',
      transform: (genuine, context) => withHeader(genuine, nameOf(context, 'signature'), ''),
    },
    {
      name: 'wrong secret',
      why: 'Code that only looks whether a signature is well formed takes anybody’s.',
      schemes: SIGNED,
      expected: 'signature_mismatch',
      transform: ({ body }, context) => context.sign(body, { secret: otherSecret(context.target.secret) }),
    },
    {
      name: 'signature cut off by one character',
      why: 'Comparing as far as the shorter text goes makes a signature of one character guessable.',
      schemes: SIGNED,
      expected: perScheme('signature_malformed', 'signature_mismatch'),
      transform: (genuine, context) => withSignature(genuine, context, signatureOf(genuine, context).slice(0, -1)),
    },
    {
      name: 'signature with something behind it',
      why: 'Decoders stop at the first character that they do not know and drop the rest.',
      schemes: SIGNED,
      expected: perScheme('signature_malformed', 'signature_mismatch'),
      transform: (genuine, context) => withSignature(genuine, context, `${signatureOf(genuine, context)}zz`),
    },
    {
      name: 'signature with a sha256= prefix',
      why: 'Code written for one provider strips a prefix that another does not send, and so has two spellings for one proof.',
      schemes: SIGNED,
      expected: 'signature_malformed',
      transform: (genuine, context) =>
        withHeader(genuine, nameOf(context, 'signature'), `sha256=${signatureOf(genuine, context)}`),
    },
    {
      name: 'two signature headers, joined on the way',
      why: 'A proxy checks one of two headers and the app the other.',
      schemes: SIGNED,
      expected: perScheme('signature_malformed', 'signature_mismatch'),
      transform: (genuine, context) => {
        const name = nameOf(context, 'signature');
        const forged = context.sign(genuine.body, { secret: otherSecret(context.target.secret) });
        const headers = { ...genuine.headers, [name.toUpperCase()]: headerOf(forged, name) };
        return { ...genuine, headers };
      },
    },
    {
      name: 'two signature headers in two spellings',
      why: 'Which of two headers a lookup finds depends on their order, so a bad one hides behind a good one.',
      schemes: SIGNED,
      expected: 'signature_ambiguous',
      run: (stage) => {
        const genuine = stage.genuine();
        const name = nameOf(stage.context, 'signature');
        const forged = stage.context.sign(genuine.body, { secret: otherSecret(stage.context.target.secret) });
        const both = { ...genuine.headers, [`http_${name.replaceAll('-', '_')}`]: headerOf(forged, name) };
        return stage.hand(genuine, { headers: both });
      },
    },
    ...SPELLINGS.map(({ name, spell }) => ({
      name: `header spelled ${name}`,
      why: 'No attack: proxies respell headers, and a lookup in one spelling only loses true deliveries.',
      schemes: EVERY.filter((scheme) => scheme !== 'token-query'),
      expected: 'delivered' as const,
      run: (stage: AttackRunner) => {
        const genuine = stage.genuine();
        const headers = Object.entries(genuine.headers).map(([header, value]) => [spell(header), value]);
        return stage.hand(genuine, { headers: Object.fromEntries(headers) });
      },
    })),
    {
      name: 'signature of the parsed body',
      why: 'Code that signs the body again after parsing takes every other text with the same meaning for the signed one.',
      schemes: SIGNED,
      expected: 'signature_mismatch',
      transform: ({ body }, context) => ({ ...context.sign(body), body: JSON.stringify(JSON.parse(body), null, 2) }),
    },
    {
      name: 'signature of an empty body',
      why: 'Where a framework has used up the body before the check, an empty text is what gets checked.',
      schemes: SIGNED,
      expected: 'signature_mismatch',
      transform: ({ body }, context) => ({ ...context.sign(''), body }),
    },
    {
      name: 'signature of [object Object]',
      why: 'Hashing the parsed body without care hashes this text, which is the same for every body.',
      schemes: SIGNED,
      expected: 'signature_mismatch',
      transform: ({ body }, context) => ({ ...context.sign('[object Object]'), body }),
    },
    {
      name: 'signature of another provider',
      why: 'One endpoint for several providers picks the check by the header that the sender chose.',
      schemes: EVERY,
      expected: perScheme('signature_missing', 'signature_missing', 'token_missing'),
      async run(stage) {
        const saw = new Set<string>();
        for (const request of stage.otherSchemes()) saw.add(await stage.send(request));
        return [...saw].join(' and ');
      },
    },
  ],
};
