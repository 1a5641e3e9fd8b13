import { randomBytes } from 'node:crypto';
import type { SignedRequest } from '../providers/emulator.ts';
import { type Scheme, signRequest, type Unsigned } from '../providers/schemes.ts';
import { Problem } from './problem.ts';

/** A change to a request that a proof has to notice. */
interface Tampering {
  readonly name: string;
  readonly what: string;
  /** Nothing where the scheme has no such part. */
  make(scheme: Scheme, unsigned: Unsigned): SignedRequest | undefined;
}

/** Ten minutes, twice what any proof puts up with. */
const LONG_AGO = 600_000;

const proofName = (scheme: Scheme): string | undefined => {
  if (scheme.kind === 'standard') return 'svix-signature';
  return 'header' in scheme ? scheme.header : undefined;
};

const otherCharacter = (text: string, at: number): string =>
  `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;

/** Changes the signature or token wherever the scheme has it; `undefined` takes it away. */
const withProof = (
  scheme: Scheme,
  request: SignedRequest,
  change: (value: string) => string | undefined,
): SignedRequest => {
  const name = proofName(scheme);
  if (name !== undefined) {
    const { [name]: value = '', ...headers } = request.headers;
    const changed = change(value);
    return { ...request, headers: changed === undefined ? headers : { ...headers, [name]: changed } };
  }
  const url = new URL(request.url);
  if (!('parameter' in scheme)) return request;
  const changed = change(url.searchParams.get(scheme.parameter) ?? '');
  if (changed === undefined) url.searchParams.delete(scheme.parameter);
  else url.searchParams.set(scheme.parameter, changed);
  return { ...request, url: url.href };
};

/** Another secret of the same form. */
const otherSecret = (scheme: Scheme): string =>
  scheme.kind === 'standard' ? `whsec_${randomBytes(32).toString('base64')}` : randomBytes(24).toString('hex');

/** Every way to tamper with a delivery. */
export const TAMPERINGS: readonly Tampering[] = [
  { name: 'none', what: 'as the provider sends it', make: signRequest },
  {
    name: 'body',
    what: 'a space added to the body after signing',
    make(scheme, unsigned) {
      const request = signRequest(scheme, unsigned);
      return { ...request, body: `${request.body} ` };
    },
  },
  {
    name: 'signature',
    what: 'one character of the signature or token changed',
    make: (scheme, unsigned) =>
      withProof(scheme, signRequest(scheme, unsigned), (value) => otherCharacter(value, Math.floor(value.length / 2))),
  },
  {
    name: 'no-signature',
    what: 'the signature or token left out',
    make: (scheme, unsigned) => withProof(scheme, signRequest(scheme, unsigned), () => undefined),
  },
  {
    name: 'wrong-secret',
    what: 'signed with another secret',
    make: (scheme, unsigned) => signRequest(scheme, { ...unsigned, secret: otherSecret(scheme) }),
  },
  {
    name: 'timestamp',
    what: 'the time of sending moved by a second after signing',
    make(scheme, unsigned) {
      if (scheme.kind !== 'standard') return undefined;
      const request = signRequest(scheme, unsigned);
      const later = String(Number(request.headers['svix-timestamp']) + 1);
      return { ...request, headers: { ...request.headers, 'svix-timestamp': later } };
    },
  },
  {
    name: 'stale',
    what: 'signed ten minutes ago',
    make: (scheme, unsigned) =>
      scheme.kind === 'standard'
        ? signRequest(scheme, { ...unsigned, at: new Date((unsigned.at ?? new Date()).getTime() - LONG_AGO) })
        : undefined,
  },
];

/** Signs a request and tampers with it. */
export const tamper = (kind: string, scheme: Scheme, unsigned: Unsigned): SignedRequest => {
  const tampering = TAMPERINGS.find(({ name }) => name === kind);
  const request = tampering?.make(scheme, unsigned);
  if (!request) throw new Problem(`This provider does not send a time, so --tamper ${kind} would change nothing.`);
  return request;
};
