import type { Sandbox } from '../sandbox.ts';
import { type Subject, subjectsOf } from '../subjects.ts';
import { type Attack, appliesTo, type Expected, expectedOf } from './attack.ts';
import { AttackRunner } from './attack-runner.ts';
import { createFixture, type Fixture, type FixtureOptions } from './fixture.ts';

/** The result of one attack on one trigger. */
export interface Result {
  readonly attack: string;
  readonly trigger: string;
  readonly expected: Expected;
  readonly outcome: string;
  /** The outcome of a genuine delivery right after the attack: an attack must not cause its loss. */
  readonly nextDelivery: string;
  /** The kinds of secrets in its errors. */
  readonly leaks: readonly string[];
  readonly isOk: boolean;
}

const isPolluted = (): boolean => 'polluted' in {};

/** Runs one attack, then sends a genuine delivery: the one that the attack changed, or a new one if the attack delivered it. */
const runAttack = async (trigger: string, fixture: Fixture, attack: Attack): Promise<Result> => {
  const runner = new AttackRunner(fixture);
  const expected = expectedOf(attack, fixture.event);
  let outcome: string;
  let next = runner.genuine();
  if ('transform' in attack) {
    const genuine = next;
    const forged = attack.transform(genuine, runner.context);
    outcome = JSON.stringify(forged) === JSON.stringify(genuine) ? 'changed nothing' : await runner.send(forged);
    if (expected === 'delivered') next = runner.genuine();
  } else outcome = await attack.run(runner, runner.context);
  await runner.clear();
  const nextDelivery = await runner.send(next);
  const { leaks } = runner.leaks;
  const isOk = outcome === expected && nextDelivery === 'delivered' && leaks.length === 0 && !isPolluted();
  await runner.clear();
  return { attack: attack.name, trigger, expected, outcome, nextDelivery, leaks, isOk };
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
      if (isDue && appliesTo(attack, event, fixture.emulator)) yield runAttack(key, fixture, attack);
    }
    await options.sandbox.turnOff(fixture.zap, event);
  }
}

/** The subjects that no attack applies to. */
export const untested = (attacks: readonly Attack[], { events, provider: emulatorOf }: Sandbox): string[] =>
  subjectsOf(events)
    .filter(({ event }) => !attacks.some((attack) => appliesTo(attack, event, emulatorOf(event.provider.key))))
    .map(({ key }) => key);
