import type { AttackOutcome, AttackTarget, Attack as PlugIn } from 'zapier-local';
import { eventOf, type ProviderEmulator, targetOf } from '../emulators.ts';
import { typeOf } from '../event-body.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { sandboxOf } from '../sandbox.ts';
import { type Attack, appliesTo, expectedOf } from './attack.ts';
import { AttackRunner } from './attack-runner.ts';
import { contextOf } from './context.ts';
import { ATTACK_GROUPS } from './index.ts';

type Target = AttackTarget<ProviderEmulator>;

/** Runs this app's attacks on a Zap. */
const runnerOf = (target: Target): AttackRunner => {
  if (target instanceof AttackRunner) return target;
  const { emulator, local, zap } = target;
  const event = eventOf(emulator, zap);
  const context = contextOf(event, typeOf(event), emulator, targetOf(emulator, zap));
  return new AttackRunner({ sandbox: sandboxOf(local), event, emulator, zap, context });
};

/** Runs an attack and removes what it set up. */
export const runOn = async (
  runner: AttackRunner,
  attack: Attack,
  genuine: SignedRequest = runner.genuine(),
): Promise<AttackOutcome> => {
  if ('transform' in attack) {
    const forged = attack.transform(genuine, runner.context);
    return JSON.stringify(forged) === JSON.stringify(genuine) ? 'changed nothing' : runner.send(forged);
  }
  try {
    return await attack.run(runner, runner.context);
  } finally {
    await runner.clear();
  }
};

/** An attack as zapier-local runs it. @param group attacks of its kind */
export const toPlugIn = (attack: Attack, group?: string): PlugIn<ProviderEmulator> => ({
  name: attack.name,
  ...(group !== undefined && { group }),
  description: attack.why,
  appliesTo: ({ emulator, zap }) => appliesTo(attack, eventOf(emulator, zap), emulator),
  expected: ({ emulator, zap }) => expectedOf(attack, eventOf(emulator, zap)),
  run: (target, genuine) => runOn(runnerOf(target), attack, { ...genuine, body: String(genuine.body) }),
});

/** All attacks as zapier-local runs them. */
export const attackPlugIns: readonly PlugIn<ProviderEmulator>[] = ATTACK_GROUPS.flatMap(({ name, attacks }) =>
  attacks.map((attack) => toPlugIn(attack, name)),
);
