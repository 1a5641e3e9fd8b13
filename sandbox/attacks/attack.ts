import type { Event } from '../../triggers/define-event.ts';
import type { Reason } from '../../verification/rejection.ts';
import type { Scheme } from '../../verification/verify.ts';
import type { Emulator, SignedRequest, SignOptions, Target } from '../providers/emulator.ts';
import type { AttackRunner } from './attack-runner.ts';

/**
 * What has to become of an attack: a refusal with its reason, a run that starts no Zap, or a delivery. The last stands for what
 * looks like an attack and must pass, and for what no check of this kind can stop; `why` says which of them it is.
 */
export type Expected = Reason | 'nothing' | 'delivered';

/** What an attacker has to work with: the trigger, the place that its provider sends to, and the provider's own signature. */
export interface AttackContext {
  readonly event: Event;
  readonly scheme: Scheme;
  readonly target: Target;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Signs as the provider does, with another secret where that is said. */
  sign(body: string, options?: SignOptions & { readonly secret?: string }): SignedRequest;
}

/** What every attack says about itself. */
interface AttackWords {
  readonly name: string;
  /** Why it works elsewhere, in a sentence. */
  readonly why: string;
  /** The kinds of proof that it is aimed at. */
  readonly schemes: readonly Scheme[];
  /** Whether it can be tried on an event, where its kind of proof alone does not say that. */
  needs?(event: Event, emulator: Emulator): boolean;
  readonly expected: Expected | ((event: Event) => Expected);
  /** It takes so much time and memory that a quick run leaves it out on most triggers. */
  readonly isHeavy?: boolean;
}

/** An attack that is one changed request. */
export interface RequestAttack extends AttackWords {
  transform(genuine: SignedRequest, context: AttackContext): SignedRequest;
}

/** An attack of several steps, or one that no plain request can carry. It answers what became of the last step. */
export interface PlayedAttack extends AttackWords {
  run(stage: AttackRunner): Promise<string>;
}

export type Attack = RequestAttack | PlayedAttack;

/** The attacks of one kind. */
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

/** Whether the proof covers the body. */
export const isSigned = (event: Event): boolean => SIGNED.includes(schemeOf(event));

/** One reason where signatures stand in a list, another where the header holds nothing else. */
export const perScheme = (bare: Expected, standard: Expected, token: Expected = bare): ((event: Event) => Expected) => {
  return (event) => (STANDARD.includes(schemeOf(event)) ? standard : isSigned(event) ? bare : token);
};

/** Whether an attack can be tried on an event. */
export const appliesTo = (attack: Attack, event: Event, emulator: Emulator): boolean =>
  attack.schemes.includes(schemeOf(event)) && (attack.needs?.(event, emulator) ?? true);

/** What has to become of an attack on an event. */
export const expectedOf = ({ expected }: Attack, event: Event): Expected =>
  typeof expected === 'function' ? expected(event) : expected;

/** The context of an attack on a target. */
export const contextOf = (event: Event, type: string, emulator: Emulator, target: Target): AttackContext => ({
  event,
  scheme: schemeOf(event),
  target,
  now: Date.now(),
  sign: (body, { secret = target.secret, ...options } = {}) =>
    emulator.sign({ ...target, secret }, type, body, options),
});
