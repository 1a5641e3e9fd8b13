import { renameHeader } from '../zapier/ingress.ts';
import { type AttackGroup, EVERY, perScheme, SIGNED } from './attack.ts';
import type { AttackRunner } from './attack-runner.ts';
import { headerOf, nameOf, otherSecret, signatureOf, withHeader, withoutHeaders, withSignature } from './edit.ts';

/** Spellings of a header name. */
const SPELLINGS = [
  { name: 'as sent', spell: (name: string) => name },
  { name: 'in upper case', spell: (name: string) => name.toUpperCase() },
  { name: 'as Zapier renames them', spell: renameHeader },
  { name: 'as CGI renames them', spell: (name: string) => `HTTP_${name.toUpperCase().replaceAll('-', '_')}` },
  { name: 'in lower case with http-', spell: (name: string) => `http-${name.toLowerCase()}` },
] as const;

/** Requests without a signature, with a wrong one, or with a signature of something else. */
export const signature: AttackGroup = {
  name: 'Signature',
  attacks: [
    {
      name: 'No signature',
      why: 'Code that checks a signature only if there is one accepts everything else.',
      schemes: SIGNED,
      expected: 'signature_missing',
      transform: (genuine, context) => withoutHeaders(genuine, [nameOf(context, 'signature')]),
    },
    {
      name: 'Empty signature',
      why: 'An empty text equals the result of a failed lookup or a failed digest.',
      schemes: SIGNED,
      expected: 'signature_missing',
      transform: (genuine, context) => withHeader(genuine, nameOf(context, 'signature'), ''),
    },
    {
      name: 'Signature with another secret',
      why: 'Code that only checks the format of a signature accepts any sender.',
      schemes: SIGNED,
      expected: 'signature_mismatch',
      transform: ({ body }, context) => context.sign(body, { secret: otherSecret(context.target.secret) }),
    },
    {
      name: 'Signature without its last character',
      why: 'A comparison that ends with the shorter text accepts a signature of one character, which can be guessed.',
      schemes: SIGNED,
      expected: perScheme('signature_malformed', 'signature_mismatch'),
      transform: (genuine, context) => withSignature(genuine, context, signatureOf(genuine, context).slice(0, -1)),
    },
    {
      name: 'Signature with extra characters',
      why: 'Decoders stop at the first unknown character and ignore the rest.',
      schemes: SIGNED,
      expected: perScheme('signature_malformed', 'signature_mismatch'),
      transform: (genuine, context) => withSignature(genuine, context, `${signatureOf(genuine, context)}zz`),
    },
    {
      name: 'Signature with the prefix sha256=',
      why: 'Code for one provider removes a prefix that another does not send, and so accepts two forms of one signature.',
      schemes: SIGNED,
      expected: 'signature_malformed',
      transform: (genuine, context) =>
        withHeader(genuine, nameOf(context, 'signature'), `sha256=${signatureOf(genuine, context)}`),
    },
    {
      name: 'Two signature headers, joined in transit',
      why: 'A proxy may check one of two headers and the app the other.',
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
      name: 'Two signature headers in two spellings',
      why: 'If the order decides which of two headers a lookup finds, the sender can hide one behind the other.',
      schemes: SIGNED,
      expected: 'signature_ambiguous',
      run: (runner) => {
        const genuine = runner.genuine();
        const name = nameOf(runner.context, 'signature');
        const forged = runner.context.sign(genuine.body, { secret: otherSecret(runner.context.target.secret) });
        const both = { ...genuine.headers, [`http_${name.replaceAll('-', '_')}`]: headerOf(forged, name) };
        return runner.sendRaw(genuine, { headers: both });
      },
    },
    ...SPELLINGS.map(({ name, spell }) => ({
      name: `Header names ${name}`,
      why: 'Not an attack: proxies change the spelling of header names, and genuine deliveries must not be lost.',
      schemes: EVERY.filter((scheme) => scheme !== 'token-query'),
      expected: 'delivered' as const,
      run: (runner: AttackRunner) => {
        const genuine = runner.genuine();
        const headers = Object.entries(genuine.headers).map(([header, value]) => [spell(header), value]);
        return runner.sendRaw(genuine, { headers: Object.fromEntries(headers) });
      },
    })),
    {
      name: 'Signature of the same value in another format',
      why: 'Code that serializes the parsed body before it verifies accepts every other text with the same meaning.',
      schemes: SIGNED,
      expected: 'signature_mismatch',
      transform: ({ body }, context) => ({ ...context.sign(body), body: JSON.stringify(JSON.parse(body), null, 2) }),
    },
    {
      name: 'Signature of an empty body',
      why: 'If a framework has read the body before the verification, an empty text is verified.',
      schemes: SIGNED,
      expected: 'signature_mismatch',
      transform: ({ body }, context) => ({ ...context.sign(''), body }),
    },
    {
      name: 'Signature of [object Object]',
      why: 'Careless code converts the parsed body to this text, which is the same for every body.',
      schemes: SIGNED,
      expected: 'signature_mismatch',
      transform: ({ body }, context) => ({ ...context.sign('[object Object]'), body }),
    },
    {
      name: 'Signature of another provider',
      why: 'A URL for several providers may choose the verification by a header that the sender chooses.',
      schemes: EVERY,
      expected: perScheme('signature_missing', 'signature_missing', 'token_missing'),
      async run(runner) {
        const outcomes = new Set<string>();
        for (const request of runner.otherSchemes()) outcomes.add(await runner.send(request));
        return [...outcomes].join(' and ');
      },
    },
  ],
};
