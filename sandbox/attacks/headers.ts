import { renameHeader } from 'zapier-local';
import type { Event } from '../../triggers/define-event.ts';
import type { Scheme } from '../../verification/scheme.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { type AttackGroup, attackOn, type Expected } from './attack.ts';
import type { AttackRunner } from './attack-runner.ts';
import { headerOf, otherSecret, respelled } from './edit.ts';
import { headerNames, isHmac, isList } from './scheme-properties.ts';
import { signedAs } from './signature-edit.ts';

/** Spellings of a header name. */
const SPELLINGS = [
  { name: 'as sent', spell: (name: string) => name },
  { name: 'in upper case', spell: (name: string) => name.toUpperCase() },
  { name: 'as Zapier renames them', spell: renameHeader },
  { name: 'as CGI renames them', spell: (name: string) => `HTTP_${name.toUpperCase().replaceAll('-', '_')}` },
  { name: 'in lower case with http-', spell: (name: string) => `http-${name.toLowerCase()}` },
] as const;

/** HTTP joins two headers with a comma and a space, which may also separate the entries of a list. */
const whenJoined = ({ provider }: Event): Expected => {
  const { scheme } = provider.verifier;
  if (!isList(scheme)) return 'signature_malformed';
  return scheme.separator.trim() === ',' ? 'delivered' : 'signature_mismatch';
};

/** Another spelling of the header's name in a request, so that both are sent. */
const respell = (name: string, { headers }: SignedRequest): string =>
  name.toUpperCase() in headers ? name.toLowerCase() : name.toUpperCase();

/** Several signature headers, and other spellings of their names. */
export const headers: AttackGroup = {
  name: 'Signature headers',
  attacks: [
    attackOn(isHmac, {
      name: 'Two signature headers, joined in transit',
      why: 'A proxy may check one of two headers and the app the other. Where a comma separates the signatures of a list, one of them has to be valid.',
      expected: whenJoined,
      transform: (genuine, context) => {
        const name = context.scheme.headers[0].signature;
        const forged = signedAs(genuine, context, { key: otherSecret(context.target.secret) });
        return { ...genuine, headers: { ...genuine.headers, [respell(name, genuine)]: headerOf(forged, name) } };
      },
    }),
    attackOn(isHmac, {
      name: 'Two signature headers in two spellings',
      why: 'If the order decides which of two headers a lookup finds, the sender can hide one behind the other.',
      expected: 'signature_ambiguous',
      run: (runner, context) => {
        const genuine = runner.genuine();
        const name = context.scheme.headers[0].signature;
        const forged = signedAs(genuine, context, { key: otherSecret(context.target.secret) });
        return runner.sendRaw(genuine, { headers: { ...genuine.headers, [respelled(name)]: headerOf(forged, name) } });
      },
    }),
    ...SPELLINGS.map(({ name, spell }) => ({
      name: `Header names ${name}`,
      why: 'Not an attack: proxies change the spelling of header names, and genuine deliveries must not be lost.',
      schemes: (scheme: Scheme) => headerNames(scheme).length > 0,
      expected: 'delivered' as const,
      run: (runner: AttackRunner) => {
        const genuine = runner.genuine();
        const headers = Object.entries(genuine.headers).map(([header, value]) => [spell(header), value]);
        return runner.sendRaw(genuine, { headers: Object.fromEntries(headers) });
      },
    })),
  ],
};
