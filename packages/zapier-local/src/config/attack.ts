import type { OutgoingRequest } from '../hooks/post.ts';
import type { AttackOutcome, AttackTarget } from './attack-target.ts';
import type { RunningEmulator } from './emulator.ts';

/** A request, or several, that must have a certain outcome. */
export interface Attack<E extends RunningEmulator = RunningEmulator> {
  readonly name: string;
  /** Attacks of one kind, such as `Signature`. */
  readonly group?: string;
  /** Why it works elsewhere, in a sentence. */
  readonly description?: string;
  /** Whether it can be run on a Zap. The default is true. */
  appliesTo?(target: AttackTarget<E>): boolean;
  /** The required outcome. Requests that only look like an attack must be `delivered`. */
  readonly expected: AttackOutcome | ((target: AttackTarget<E>) => AttackOutcome);
  /**
   * Runs the attack and returns its outcome, as `target.send()` does for one request.
   *
   * @param genuine a signed request that was never sent before. If the attack delivers nothing, it is sent afterwards: an attack must
   * not cause the loss of a genuine delivery.
   */
  run(target: AttackTarget<E>, genuine: OutgoingRequest): Promise<AttackOutcome>;
}

/** The result of an attack on a Zap. */
export interface AttackResult {
  readonly expected: AttackOutcome;
  readonly outcome: AttackOutcome;
  /** The outcome of a genuine delivery right after the attack. */
  readonly nextDelivery: AttackOutcome;
  /** Whether the outcome is the required one and the genuine delivery was delivered. */
  readonly isOk: boolean;
}

/** The required outcome of an attack on a Zap. */
export const expectedOf = <E extends RunningEmulator>(
  { expected }: Attack<E>,
  target: AttackTarget<E>,
): AttackOutcome => (typeof expected === 'function' ? expected(target) : expected);

/** Runs an attack on a Zap, without Zapier's rate limit, and then sends a genuine delivery. */
export const runAttack = async <E extends RunningEmulator>(
  attack: Attack<E>,
  target: AttackTarget<E>,
): Promise<AttackResult> => {
  const { zap, local } = target;
  const { isLimited } = local.zapier;
  local.zapier.isLimited = false;
  try {
    const expected = expectedOf(attack, target);
    const genuine = await target.genuine();
    const before = zap.runs.length;
    const outcome = await attack.run(target, genuine);
    const hasDelivered = zap.runs.slice(before).some(({ output }) => output.length > 0);
    const nextDelivery = await target.send(hasDelivered ? await target.genuine() : genuine);
    return { expected, outcome, nextDelivery, isOk: outcome === expected && nextDelivery === 'delivered' };
  } finally {
    local.zapier.isLimited = isLimited;
  }
};
