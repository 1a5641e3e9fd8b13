import type { Event } from '../../triggers/define-event.ts';
import type { Reason } from '../../verification/rejection.ts';
import type { Scheme } from '../../verification/scheme.ts';
import type { Emulator, SignedRequest } from '../providers/emulator.ts';
import type { AttackRunner } from './attack-runner.ts';
import type { AttackContext } from './context.ts';

export type { AttackContext } from './context.ts';

/**
 * The required outcome of an attack: a refusal with its reason, `ignored` for a run without output, or `delivered`. Requests that
 * only look like an attack must be delivered, and so must those that no check can stop. `why` says which of the two it is.
 */
export type Expected = Reason | 'ignored' | 'delivered';

interface AttackDefinition {
  /** What the sender does. */
  readonly name: string;
  /** Why it works elsewhere, in a sentence. */
  readonly why: string;
  /** Whether it applies to a scheme. Without it, it applies to every scheme. */
  schemes?(scheme: Scheme): boolean;
  /** Whether it applies to an event, if the scheme does not decide that. */
  needs?(event: Event, emulator: Emulator): boolean;
  readonly expected: Expected | ((event: Event) => Expected);
  /** Slow, and the same for all triggers of a provider, so it runs on the first of them. */
  readonly isPerProvider?: boolean;
  /** Too slow or too large for a quick run. */
  readonly isHeavy?: boolean;
}

/** An attack that is one changed request, which any tool can send. */
export interface RequestAttack<S extends Scheme = Scheme> extends AttackDefinition {
  transform(genuine: SignedRequest, context: AttackContext<S>): SignedRequest;
}

/** An attack of several steps, or one that plain HTTP cannot send. Resolves to the outcome of the last step. */
export interface ScenarioAttack<S extends Scheme = Scheme> extends AttackDefinition {
  run(runner: AttackRunner, context: AttackContext<S>): Promise<string>;
}

/** An attack on a trigger. */
export type Attack<S extends Scheme = Scheme> = RequestAttack<S> | ScenarioAttack<S>;

/** Attacks of one kind. */
export interface AttackGroup {
  readonly name: string;
  readonly attacks: readonly Attack[];
}

/** An attack on the schemes with a property, which its context then has. */
export const attackOn = <S extends Scheme>(schemes: (scheme: Scheme) => scheme is S, attack: Attack<S>): Attack => ({
  ...attack,
  schemes,
});

/** Whether an attack applies to a scheme. */
export const appliesToScheme = (attack: Attack, scheme: Scheme): boolean => attack.schemes?.(scheme) ?? true;

/** Whether an attack applies to an event. */
export const appliesTo = (attack: Attack, event: Event, emulator: Emulator): boolean =>
  appliesToScheme(attack, event.provider.verifier.scheme) && (attack.needs?.(event, emulator) ?? true);

/** The required outcome of an attack on an event. */
export const expectedOf = ({ expected }: Attack, event: Event): Expected =>
  typeof expected === 'function' ? expected(event) : expected;
