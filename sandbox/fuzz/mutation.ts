import fc from 'fast-check';
import type { Event } from '../../triggers/define-event.ts';
import { type AttackContext, isSigned } from '../attacks/attack.ts';
import { headerOf, otherSecret, withHeader, withoutHeaders } from '../attacks/edit.ts';
import { rawOf } from '../attacks/raw.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import type { HookRequest } from '../zapier/ingress.ts';

/** A change of a text, at any place of one that is not known yet. */
const edit = fc.record({
  how: fc.constantFrom('flip', 'insert', 'remove', 'double', 'cut'),
  at: fc.nat(),
  byte: fc.integer({ min: 1, max: 255 }),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

/** A change of one thing about a genuine request. No secret is in it: it may be printed. */
export type Mutation =
  | { readonly of: 'body' | 'proof'; readonly which: number; readonly edit: Edit }
  | { readonly of: 'time'; readonly seconds: number }
  | { readonly of: 'secret' | 'method' | 'nothing' }
  | { readonly of: 'missing'; readonly which: number };

/** Random changes that mean something for an event. */
export const mutationOf = ({ provider }: Event): fc.Arbitrary<Mutation> => {
  const beyond = fc.integer({ min: 302, max: 900_000_000 });
  const time = fc
    .tuple(beyond, fc.boolean())
    .map(([seconds, isAhead]) => ({ of: 'time' as const, seconds: isAhead ? seconds : -seconds }));
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ of: fc.constantFrom('body' as const), which: fc.nat(), edit }) },
    { weight: 4, arbitrary: fc.record({ of: fc.constantFrom('proof' as const), which: fc.nat(), edit }) },
    {
      weight: 1,
      arbitrary: fc.record({ of: fc.constantFrom('secret' as const, 'method' as const, 'nothing' as const) }),
    },
    { weight: 1, arbitrary: fc.record({ of: fc.constant('missing' as const), which: fc.nat() }) },
    ...(provider.verifier.checksTime ? [{ weight: 2, arbitrary: time }] : []),
  );
};

/** Changes bytes, and reads them as Zapier would: what is no UTF-8 any more becomes U+FFFD. */
const edited = (text: string, { how, at, byte }: Edit): string => {
  const bytes = [...Buffer.from(text, 'utf8')];
  const place = bytes.length === 0 ? 0 : at % bytes.length;
  if (how === 'insert') bytes.splice(at % (bytes.length + 1), 0, byte);
  else if (how === 'remove') bytes.splice(place, 1);
  else if (how === 'double') bytes.splice(place, 0, ...bytes.slice(place));
  else if (how === 'cut') bytes.splice(place);
  else bytes[place] = (bytes[place] ?? 0) ^ byte;
  return Buffer.from(bytes).toString('utf8');
};

/** What is sent, and whether it may be delivered. */
export interface Mutated {
  readonly request: SignedRequest;
  readonly changes: Partial<HookRequest>;
  readonly mayPass: boolean;
}

const onProof = (genuine: SignedRequest, context: AttackContext, which: number, change: (text: string) => string) => {
  const { headers: reads } = context.event.provider.verifier;
  const name = reads[which % reads.length] ?? '';
  if (context.scheme === 'token-query') {
    const querystring = change(rawOf(genuine).querystring);
    const found = new URLSearchParams(querystring).getAll(name);
    const mayPass = found.length > 0 && found.every((token) => token === context.target.secret);
    return { request: genuine, changes: { querystring }, mayPass };
  }
  const before = headerOf(genuine, name);
  const after = change(before);
  // A list of signatures may hold others: one of them has to be the genuine one.
  const isList = context.scheme === 'standard-webhooks' && name.endsWith('-signature');
  const mayPass = after === before || (isList && after.split(' ').includes(before));
  return { request: withHeader(genuine, name, after), changes: {}, mayPass };
};

/** Changes a genuine request. */
export const mutate = (genuine: SignedRequest, context: AttackContext, mutation: Mutation): Mutated => {
  const changed = { changes: {}, mayPass: false };
  switch (mutation.of) {
    case 'nothing':
      return { ...changed, request: genuine, mayPass: true };
    case 'body': {
      const body = edited(genuine.body, mutation.edit);
      return { ...changed, request: { ...genuine, body }, mayPass: body === genuine.body || !isSigned(context.event) };
    }
    case 'proof':
      return onProof(genuine, context, mutation.which, (text) => edited(text, mutation.edit));
    case 'missing':
      return context.scheme === 'token-query'
        ? { ...changed, request: genuine, changes: { querystring: '' } }
        : {
            ...changed,
            request: withoutHeaders(genuine, [
              context.event.provider.verifier.headers[
                mutation.which % context.event.provider.verifier.headers.length
              ] ?? '',
            ]),
          };
    case 'secret':
      return { ...changed, request: context.sign(genuine.body, { secret: otherSecret(context.target.secret) }) };
    case 'method':
      return { ...changed, request: { ...genuine, method: 'PUT' } };
    case 'time':
      return {
        ...changed,
        request: context.sign(genuine.body, { at: new Date(context.now + 1000 * mutation.seconds) }),
      };
  }
};
