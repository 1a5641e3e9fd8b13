import pc from 'picocolors';
import { type Attack, expectedOf, runAttack } from '../config/attack.ts';
import type { AttackTarget } from '../config/attack-target.ts';
import type { Reporter } from './reporter.ts';

/** The result of an attack, as `zapier-local attack --json` prints it. */
export interface AttackReport {
  readonly name: string;
  readonly group?: string;
  readonly description?: string;
  readonly expected: string;
  readonly outcome: string;
  /** The outcome of the genuine delivery after the attack. Missing if the attack itself failed. */
  readonly nextDelivery?: string;
  readonly isOk: boolean;
}

const runOne = async (attack: Attack, target: AttackTarget): Promise<AttackReport> => {
  const { name, group, description } = attack;
  const about = { name, ...(group !== undefined && { group }), ...(description !== undefined && { description }) };
  try {
    return { ...about, ...(await runAttack(attack, target)) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ...about, expected: expectedOf(attack, target), outcome: `error: ${message}`, isOk: false };
  }
};

const report = ({ name, expected, outcome, nextDelivery, isOk }: AttackReport, reporter: Reporter): void => {
  if (isOk) reporter.done(`${name} ${pc.dim(outcome)}`);
  else if (outcome !== expected) reporter.failed(`${name}: expected ${expected}, was ${outcome}`);
  else reporter.failed(`${name}: the genuine delivery after it was ${nextDelivery}`);
};

/** Runs attacks on a Zap that is on, and prints a line for each. */
export const runAttacks = async (
  attacks: readonly Attack[],
  target: AttackTarget,
  reporter: Reporter,
): Promise<AttackReport[]> => {
  const reports: AttackReport[] = [];
  for (const attack of attacks) {
    const result = await runOne(attack, target);
    if (result.group !== undefined && result.group !== reports.at(-1)?.group) reporter.note(pc.bold(result.group));
    reports.push(result);
    report(result, reporter);
  }
  return reports;
};
