import type { Event } from '../../triggers/define-event.ts';
import { AttackRunner } from '../attacks/attack-runner.ts';
import { ATTACK_GROUPS, type Attack, appliesTo, contextOf, expectedOf } from '../attacks/index.ts';
import { runOn } from '../attacks/plug-ins.ts';
import { typeOf } from '../event-body.ts';
import type { EditorSession } from './editor-session.ts';
import type { AttackResult, AttackView } from './protocol.ts';
import { UserError } from './user-error.ts';

interface GroupedAttack {
  readonly group: string;
  readonly attack: Attack;
}

/** The attacks that apply to a trigger, simulated on its Zap. */
export const createAttacks = (session: EditorSession) => {
  const results = new Map<string, AttackResult>();
  const idOf = (trigger: string, name: string) => JSON.stringify([trigger, name]);

  const attacksFor = (event: Event): readonly GroupedAttack[] => {
    const emulator = session.sandbox.provider(event.provider.key);
    return ATTACK_GROUPS.flatMap(({ name, attacks }) =>
      attacks.filter((attack) => appliesTo(attack, event, emulator)).map((attack) => ({ group: name, attack })),
    );
  };

  const find = (event: Event, name: string): GroupedAttack => {
    const found = attacksFor(event).find(({ attack }) => attack.name === name);
    if (!found) throw new UserError(`This trigger has no attack “${name}”.`);
    return found;
  };

  const viewOf = (event: Event, { group, attack }: GroupedAttack): AttackView => {
    const result = results.get(idOf(event.key, attack.name));
    return {
      name: attack.name,
      group,
      why: attack.why,
      expected: expectedOf(attack, event),
      ...(result && { result }),
    };
  };

  return {
    list: (trigger: string): readonly AttackView[] => {
      const event = session.eventOf(trigger);
      return attacksFor(event).map((attack) => viewOf(event, attack));
    },

    find(trigger: string, name: string): AttackView {
      const event = session.eventOf(trigger);
      return viewOf(event, find(event, name));
    },

    /** Simulates an attack on the Zap of a trigger. */
    async run(trigger: string, name: string): Promise<AttackResult> {
      const { sandbox } = session;
      const { zap, emulator, label } = session.sourceOf(trigger);
      const event = session.eventOf(trigger);
      const [target] = session.targetsOf(trigger);
      const { attack } = find(event, name);
      if (!zap.isOn) throw new UserError('The Zap is off, so it receives no requests. Publish it first.');
      if (!target) throw new UserError(`${label} does not have the webhook URL. Paste it there in “Set up” first.`);
      const context = contextOf(event, typeOf(event), emulator, target);
      const runner = new AttackRunner({ sandbox, event, emulator, zap, context });
      // Many attacks in a row would exceed Zapier's rate limit.
      sandbox.zapier.isLimited = false;
      try {
        const outcome = await runOn(runner, attack);
        const result = { outcome, isAsExpected: outcome === expectedOf(attack, event) };
        results.set(idOf(trigger, name), result);
        return result;
      } finally {
        await runner.clear();
        sandbox.zapier.isLimited = true;
      }
    },
  };
};
