import { type Attack, appliesTo, type Expected, expectedOf } from './attack.ts';
import { AttackRunner } from './attack-runner.ts';
import { createFixture, type Fixture, type FixtureOptions } from './fixture.ts';

/** What became of one attack on one trigger. */
export interface Result {
  readonly attack: string;
  readonly trigger: string;
  readonly expected: Expected;
  readonly saw: string;
  /** What became of a genuine delivery right after it: an attack must not cost one. */
  readonly genuine: string;
  /** What its errors told that they must not. */
  readonly leaks: readonly string[];
  readonly isOk: boolean;
}

const isPolluted = (): boolean => 'polluted' in {};

/** Plays one attack, then sends a genuine delivery: what was attacked, or another where that has arrived already. */
const play = async (scene: Fixture, attack: Attack): Promise<Result> => {
  const stage = new AttackRunner(scene);
  const expected = expectedOf(attack, scene.event);
  let saw: string;
  let next = stage.genuine();
  if ('transform' in attack) {
    const genuine = next;
    const forged = attack.transform(genuine, stage.context);
    saw = JSON.stringify(forged) === JSON.stringify(genuine) ? 'changed nothing' : await stage.send(forged);
    if (expected === 'delivered') next = stage.genuine();
  } else saw = await attack.run(stage);
  await stage.clear();
  const genuine = await stage.send(next);
  const { leaks } = stage.leaks;
  const isOk = saw === expected && genuine === 'delivered' && leaks.length === 0 && !isPolluted();
  await stage.clear();
  return { attack: attack.name, trigger: scene.event.key, expected, saw, genuine, leaks, isOk };
};

/** What to run. */
export interface AttackRun extends FixtureOptions {
  readonly attacks: readonly Attack[];
  /** Keys of triggers; all of them unless told otherwise. */
  readonly triggers?: readonly string[];
}

/** Runs attacks on every trigger that they apply to, through the real handler. */
export async function* runAttacks({ attacks, triggers, ...place }: AttackRun): AsyncGenerator<Result> {
  const { sandbox } = place;
  for (const event of sandbox.events) {
    if (triggers && !triggers.includes(event.key)) continue;
    const scene = await createFixture(place, event);
    for (const attack of attacks) if (appliesTo(attack, event, scene.emulator)) yield await play(scene, attack);
    await sandbox.turnOff(scene.zap, event);
  }
}

/** What went wrong, a line each. */
export const failuresOf = (failures: readonly Result[]): string[] =>
  failures.map(({ attack, trigger, expected, saw, genuine, leaks }) =>
    [
      `${trigger}: ${attack}: expected ${expected}, saw ${saw}`,
      ...(genuine === 'delivered' ? [] : [`the genuine delivery after it: ${genuine}`]),
      ...(leaks.length === 0 ? [] : [`an error told ${leaks.join(' and ')}`]),
    ].join('; '),
  );
