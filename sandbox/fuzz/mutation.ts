import fc from 'fast-check';
import type { Event } from '../../triggers/define-event.ts';
import { headersOf, signsBody } from '../../verification/scheme.ts';
import type { AttackContext } from '../attacks/context.ts';
import { otherSecret, withoutHeaders } from '../attacks/edit.ts';
import { isTimed } from '../attacks/scheme-properties.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { headerAt, type Mutated, mutateSignature } from './mutate-signature.ts';

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
  const { scheme } = provider.verifier;
  const tolerance = isTimed(scheme) ? scheme.timestamp.tolerance : 0;
  const beyond = fc.integer({ min: tolerance + 2, max: 900_000_000 });
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
    ...(isTimed(scheme) ? [{ weight: 2, arbitrary: time }] : []),
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

/** Changes a genuine request. */
export const mutate = (genuine: SignedRequest, context: AttackContext, mutation: Mutation): Mutated => {
  const changed = { changes: {}, mayPass: false };
  switch (mutation.of) {
    case 'nothing':
      return { ...changed, request: genuine, mayPass: true };
    case 'body': {
      const body = applyEdit(genuine.body, mutation.edit);
      return {
        ...changed,
        request: { ...genuine, body },
        mayPass: body === genuine.body || !signsBody(context.scheme),
      };
    }
    case 'signature':
      return mutateSignature(genuine, context, mutation.which, (text) => applyEdit(text, mutation.edit));
    case 'missing':
      return headersOf(context.scheme).length === 0
        ? { ...changed, request: genuine, changes: { querystring: '' } }
        : { ...changed, request: withoutHeaders(genuine, [headerAt(context.scheme, mutation.which)]) };
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
