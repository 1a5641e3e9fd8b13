import { senderKey } from '../../../platform/context.ts';
import type { Reason } from '../../../verification/rejection.ts';
import { signersOf } from '../detect-provider.ts';
import { describeHeaders } from '../header-names.ts';
import { parseJson } from '../parse-json.ts';
import { type Candidate, signatureOf } from './candidate.ts';
import type { Finding } from './mistake.ts';

/** A cause that the reason of a refusal and the request itself show. */
interface RefusedMistake extends Finding {
  readonly reasons: readonly Reason[];
  isMade(candidate: Candidate): boolean;
  /** Added to the message. */
  detail?(candidate: Candidate): string;
}

const BOM = '\uFEFF';

/** The providers in whose format the request is signed. */
const signersIn = ({ headers, query, body }: Candidate): string =>
  signersOf({ headers, querystring: new URLSearchParams(query).toString(), content: body })
    .map(senderKey)
    .join(' or ');

/** Mistakes that cannot be undone, and mistakes in a body whose signature matches. */
export const REFUSED_MISTAKES: readonly RefusedMistake[] = [
  {
    name: 'signature_of_other',
    message: 'The request has no signature of this provider, but one in the format of another.',
    remedy:
      'If the request is from there, choose that provider with --provider. In Zapier, use a trigger of that provider.',
    reasons: ['signature_missing', 'token_missing', 'signature_malformed', 'id_missing', 'timestamp_missing'],
    isMade: (candidate) => signersIn(candidate) !== '',
    detail: (candidate) => `It looks like a request from ${signersIn(candidate)}.`,
  },
  {
    name: 'signature_not_sent',
    message: 'The request has no signature or token.',
    remedy: 'Turn on signing at the sender, and check that no proxy removes headers.',
    reasons: ['signature_missing', 'token_missing'],
    isMade: (candidate) => signersIn(candidate) === '',
    detail: (candidate) => {
      const { headers, scheme } = candidate;
      const value = signatureOf(candidate);
      const isUnsigned = scheme.kind === 'hmac' && value !== undefined && value === scheme.unsignedValue;
      return describeHeaders(Object.keys(headers)) + (isUnsigned ? ` The signature says “${value}”.` : '');
    },
  },
  {
    name: 'signature_v1a_only',
    message: 'The request has only v1a signatures (Ed25519). The app verifies v1 signatures (HMAC-SHA256).',
    remedy: 'Make the sender sign with a whsec_ secret, which creates v1 signatures.',
    reasons: ['signature_malformed'],
    // An Ed25519 signature has 64 bytes.
    isMade: (candidate) => /^(?:v1a,[A-Za-z0-9+/]{86}==(?: |$))+$/.test(signatureOf(candidate) ?? ''),
  },
  {
    name: 'body_bom_sent',
    message: 'The sender starts the body with a byte order mark, which JSON does not allow.',
    remedy: 'Make the sender write and sign the body without a byte order mark.',
    reasons: ['body_not_json'],
    isMade: ({ body }) => body.startsWith(BOM) && parseJson(body.slice(BOM.length)) !== undefined,
  },
  {
    name: 'body_form_encoded',
    message: 'The sender writes the body as a form, not as JSON.',
    remedy: 'Choose JSON as the format of the webhook in the sender’s settings.',
    reasons: ['body_not_json'],
    isMade: ({ body }) => /^[\w.~*+%[\]-]+=[^\s&]*(?:&[\w.~*+%[\]-]+(?:=[^\s&]*)?)*$/.test(body),
  },
];

/** The causes that the reason of a refusal shows. */
export const refusedMistakesIn = (candidate: Candidate, reason: Reason): readonly Finding[] =>
  REFUSED_MISTAKES.filter(({ reasons, isMade }) => reasons.includes(reason) && isMade(candidate)).map(
    ({ name, message, remedy, detail }) => ({
      name,
      message: detail ? `${message} ${detail(candidate)}` : message,
      remedy,
    }),
  );
