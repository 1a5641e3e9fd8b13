import { runAttack } from 'zapier-local';
import type { Sandbox } from '../sandbox.ts';
import { type Subject, subjectsOf } from '../subjects.ts';
import { type Attack, appliesTo } from './attack.ts';
import { AttackRunner } from './attack-runner.ts';
import { createFixture, type Fixture, type FixtureOptions } from './fixture.ts';
import { toPlugIn } from './plug-ins.ts';

/** The result of one attack on one trigger. */
export interface Result {
  readonly attack: string;
  readonly trigger: string;
  readonly expected: string;
  readonly outcome: string;
  /** The outcome of a genuine delivery right after the attack: an attack must not cause its loss. */
  readonly nextDelivery: string;
  /** The kinds of secrets in its errors. */
  readonly leaks: readonly string[];
  readonly isOk: boolean;
}

const isPolluted = (): boolean => 'polluted' in {};

const runOne = async (trigger: string, fixture: Fixture, attack: Attack): Promise<Result> => {
  const runner = new AttackRunner(fixture);
  const { expected, outcome, nextDelivery, isOk } = await runAttack(toPlugIn(attack), runner);
  await runner.clear();
  const { leaks } = runner.leaks;
  const isClean = leaks.length === 0 && !isPolluted();
  return { attack: attack.name, trigger, expected, outcome, nextDelivery, leaks, isOk: isOk && isClean };
};

/** What to run. */
export interface AttackRun extends FixtureOptions {
  readonly attacks: readonly Attack[];
  readonly subjects: readonly Subject[];
}

/** Runs attacks on the triggers that they apply to, through the real handler. */
export async function* runAttacks({ attacks, subjects, ...options }: AttackRun): AsyncGenerator<Result> {
  const seen = new Set<string>();
  for (const subject of subjects) {
    const { key, event } = subject;
    const fixture = await createFixture(options, subject);
    const isFirst = !seen.has(event.provider.key);
    seen.add(event.provider.key);
    for (const attack of attacks) {
      const isDue = isFirst || !attack.isPerProvider;
      if (isDue && appliesTo(attack, event, fixture.emulator)) yield runOne(key, fixture, attack);
    }
    await options.sandbox.turnOff(fixture.zap);
  }
}

/** The subjects that no attack applies to. */
export const untested = (attacks: readonly Attack[], { events, provider: emulatorOf }: Sandbox): string[] =>
  subjectsOf(events)
    .filter(({ event }) => !attacks.some((attack) => appliesTo(attack, event, emulatorOf(event.provider.key))))
    .map(({ key }) => key);
