import type { Event } from '../../triggers/define-event.ts';
import { AttackRunner } from '../attacks/attack-runner.ts';
import { typeOf } from '../attacks/delivery.ts';
import { ATTACK_GROUPS, type Attack, appliesTo, contextOf, expectedOf } from '../attacks/index.ts';
import type { VirtualClock } from '../clock.ts';
import { type EditorSession, Refused } from './editor-session.ts';
import type { AttackResult, AttackView } from './protocol.ts';

interface Found {
  readonly family: string;
  readonly attack: Attack;
}

/** The attacks of the catalogue, played on the Zap that the page shows. */
export const makeAttacks = (desk: EditorSession, clock: VirtualClock) => {
  const results = new Map<string, AttackResult>();
  const idOf = (trigger: string, name: string) => JSON.stringify([trigger, name]);

  const attacksFor = (event: Event): readonly Found[] => {
    const emulator = desk.sandbox.provider(event.provider.key);
    return ATTACK_GROUPS.flatMap(({ name, attacks }) =>
      attacks.filter((attack) => appliesTo(attack, event, emulator)).map((attack) => ({ family: name, attack })),
    );
  };

  const viewOf = (event: Event, { family, attack }: Found): AttackView => {
    const result = results.get(idOf(event.key, attack.name));
    return {
      name: attack.name,
      family,
      why: attack.why,
      expected: expectedOf(attack, event),
      ...(result && { result }),
    };
  };

  return {
    list: (trigger: string): readonly AttackView[] => {
      const event = desk.eventOf(trigger);
      return attacksFor(event).map((found) => viewOf(event, found));
    },

    /** What an attack says about itself. */
    find(trigger: string, name: string): AttackView {
      const event = desk.eventOf(trigger);
      const found = attacksFor(event).find(({ attack }) => attack.name === name);
      if (!found) throw new Refused(`There is no attack “${name}” on this trigger.`);
      return viewOf(event, found);
    },

    /** Plays an attack on the Zap of a trigger. */
    async play(trigger: string, name: string): Promise<AttackResult> {
      const { sandbox } = desk;
      const { zap, emulator, label } = desk.place(trigger);
      const event = desk.eventOf(trigger);
      const target = desk.targetOf(trigger);
      const found = attacksFor(event).find(({ attack }) => attack.name === name);
      if (!found) throw new Refused(`There is no attack “${name}” on this trigger.`);
      if (!zap.isOn) throw new Refused('The Zap is off, so nothing reaches it. Turn it on first.');
      if (!target)
        throw new Refused(`${label} does not have the URL yet, so there is no genuine request to start from.`);
      const context = contextOf(event, typeOf(event), emulator, target);
      const stage = new AttackRunner({ sandbox, clock, event, emulator, zap, context });
      const { attack } = found;
      // Zapier's limit of hooks a second is for senders; this is one click after another.
      sandbox.zapier.isLimited = false;
      try {
        const saw =
          'transform' in attack
            ? await stage.send(attack.transform(stage.genuine(), stage.context))
            : await attack.run(stage);
        const result = { saw, isAsExpected: saw === expectedOf(attack, event) };
        results.set(idOf(trigger, name), result);
        return result;
      } finally {
        await stage.clear();
        sandbox.zapier.isLimited = true;
      }
    },
  };
};
