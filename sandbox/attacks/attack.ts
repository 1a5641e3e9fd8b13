import type { Event } from '../../triggers/define-event.ts';
import type { Reason } from '../../verification/rejection.ts';
import type { Scheme } from '../../verification/verify.ts';
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
  /** The schemes that it applies to. */
  readonly schemes: readonly Scheme[];
  /** Whether it applies to an event, if the scheme does not decide that. */
  needs?(event: Event, emulator: Emulator): boolean;
  readonly expected: Expected | ((event: Event) => Expected);
  /** Slow, and the same for all triggers of a provider, so it runs on the first of them. */
  readonly isPerProvider?: boolean;
  /** Too slow or too large for a quick run. */
  readonly isHeavy?: boolean;
}

/** An attack that is one changed request, which any tool can send. */
export interface RequestAttack extends AttackDefinition {
  transform(genuine: SignedRequest, context: AttackContext): SignedRequest;
}

/** An attack of several steps, or one that plain HTTP cannot send. Resolves to the outcome of the last step. */
export interface ScenarioAttack extends AttackDefinition {
  run(runner: AttackRunner): Promise<string>;
}

/** An attack on a trigger. */
export type Attack = RequestAttack | ScenarioAttack;

/** Attacks of one kind. */
export interface AttackGroup {
  readonly name: string;
  readonly attacks: readonly Attack[];
}

export const TOKENS: readonly Scheme[] = ['token-header', 'token-query'];
export const HMACS: readonly Scheme[] = ['hmac-hex', 'hmac-base64'];
export const STANDARD: readonly Scheme[] = ['standard-webhooks'];
export const BASE64S: readonly Scheme[] = ['hmac-base64', 'standard-webhooks'];
export const SIGNED: readonly Scheme[] = [...HMACS, ...STANDARD];
export const EVERY: readonly Scheme[] = [...SIGNED, ...TOKENS];

const schemeOf = ({ provider }: Event): Scheme => provider.verifier.scheme;

/** Whether a signature covers the body. */
export const isSigned = (event: Event): boolean => SIGNED.includes(schemeOf(event));

/** The expected outcome by scheme. Standard Webhooks has a list of signatures, so the same change gets another reason there. */
export const perScheme = (hmac: Expected, standard: Expected, token: Expected = hmac): ((event: Event) => Expected) => {
  return (event) => (STANDARD.includes(schemeOf(event)) ? standard : isSigned(event) ? hmac : token);
};

/** Whether an attack applies to an event. */
export const appliesTo = (attack: Attack, event: Event, emulator: Emulator): boolean =>
  attack.schemes.includes(schemeOf(event)) && (attack.needs?.(event, emulator) ?? true);

/** The required outcome of an attack on an event. */
export const expectedOf = ({ expected }: Attack, event: Event): Expected =>
  typeof expected === 'function' ? expected(event) : expected;
