import fc from 'fast-check';
import type { Event } from '../../triggers/define-event.ts';
import { isSigned } from '../attacks/attack.ts';
import type { AttackContext } from '../attacks/context.ts';
import { headerOf, otherSecret, withHeader, withoutHeaders } from '../attacks/edit.ts';
import { rawOf } from '../attacks/raw.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import type { HookRequest } from '../zapier/ingress.ts';

/** A change at any position of a text. */
const edit = fc.record({
  how: fc.constantFrom('flip', 'insert', 'remove', 'double', 'cut'),
  at: fc.nat(),
  byte: fc.integer({ min: 1, max: 255 }),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

/** A change of one part of a genuine request. It contains no secret, so it may be printed. */
export type Mutation =
  | { readonly of: 'body' | 'signature'; readonly which: number; readonly edit: Edit }
  | { readonly of: 'time'; readonly seconds: number }
  | { readonly of: 'secret' | 'method' | 'nothing' }
  | { readonly of: 'missing'; readonly which: number };

/** Random mutations that apply to an event. */
export const mutationOf = ({ provider }: Event): fc.Arbitrary<Mutation> => {
  const beyond = fc.integer({ min: 302, max: 900_000_000 });
  const time = fc
    .tuple(beyond, fc.boolean())
    .map(([seconds, isAhead]) => ({ of: 'time' as const, seconds: isAhead ? seconds : -seconds }));
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ of: fc.constantFrom('body' as const), which: fc.nat(), edit }) },
    { weight: 4, arbitrary: fc.record({ of: fc.constantFrom('signature' as const), which: fc.nat(), edit }) },
    {
      weight: 1,
      arbitrary: fc.record({ of: fc.constantFrom('secret' as const, 'method' as const, 'nothing' as const) }),
    },
    { weight: 1, arbitrary: fc.record({ of: fc.constant('missing' as const), which: fc.nat() }) },
    ...(provider.verifier.checksTime ? [{ weight: 2, arbitrary: time }] : []),
  );
};

/** Changes bytes and decodes them as Zapier does: invalid UTF-8 becomes U+FFFD. */
const applyEdit = (text: string, { how, at, byte }: Edit): string => {
  const bytes = [...Buffer.from(text, 'utf8')];
  const index = bytes.length === 0 ? 0 : at % bytes.length;
  if (how === 'insert') bytes.splice(at % (bytes.length + 1), 0, byte);
  else if (how === 'remove') bytes.splice(index, 1);
  else if (how === 'double') bytes.splice(index, 0, ...bytes.slice(index));
  else if (how === 'cut') bytes.splice(index);
  else bytes[index] = (bytes[index] ?? 0) ^ byte;
  return Buffer.from(bytes).toString('utf8');
};

/** The name of one of the headers that the verifier reads. */
const headerAt = ({ provider }: Event, which: number): string => {
  const { headers } = provider.verifier;
  return headers[which % headers.length] ?? '';
};

/** A changed request, and whether it may be delivered. */
export interface Mutated {
  readonly request: SignedRequest;
  readonly changes: Partial<HookRequest>;
  readonly mayPass: boolean;
}

/** Changes the query, or one of the headers that the verifier reads. */
const mutateSignature = (
  genuine: SignedRequest,
  { event, scheme, target }: AttackContext,
  which: number,
  change: (text: string) => string,
): Mutated => {
  if (scheme === 'token-query') {
    const querystring = change(rawOf(genuine).querystring);
    const found = new URLSearchParams(querystring).getAll(event.provider.verifier.parameters[0] ?? '');
    const mayPass = found.length > 0 && found.every((token) => token === target.secret);
    return { request: genuine, changes: { querystring }, mayPass };
  }
  const name = headerAt(event, which);
  const before = headerOf(genuine, name);
  const after = change(before);
  // A list of signatures passes as long as it contains the genuine one.
  const isList = scheme === 'standard-webhooks' && name.endsWith('-signature');
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
      const body = applyEdit(genuine.body, mutation.edit);
      return { ...changed, request: { ...genuine, body }, mayPass: body === genuine.body || !isSigned(context.event) };
    }
    case 'signature':
      return mutateSignature(genuine, context, mutation.which, (text) => applyEdit(text, mutation.edit));
    case 'missing':
      return context.scheme === 'token-query'
        ? { ...changed, request: genuine, changes: { querystring: '' } }
        : { ...changed, request: withoutHeaders(genuine, [headerAt(context.event, mutation.which)]) };
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
