import type { Event } from '../../triggers/define-event.ts';
import type { Scheme } from '../../verification/scheme.ts';
import type { Emulator, SignedRequest, SignOptions, Target } from '../providers/emulator.ts';

/** What an attack starts from: the trigger, the URL that its provider sends to, and the provider's own signer. */
export interface AttackContext<S extends Scheme = Scheme> {
  readonly event: Event;
  readonly scheme: S;
  readonly target: Target;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Signs as the provider does, with another secret if one is given. */
  sign(body: string, options?: SignOptions & { readonly secret?: string }): SignedRequest;
}

/** The context of attacks on a target. @param type the event type that the provider sends */
export const contextOf = (event: Event, type: string, emulator: Emulator, target: Target): AttackContext => ({
  event,
  scheme: event.provider.verifier.scheme,
  target,
  now: Date.now(),
  sign: (body, { secret = target.secret, ...options } = {}) =>
    emulator.sign({ ...target, secret }, type, body, options),
});
