import { isRecord } from '../../schema/json.ts';
import { ANY_EVENT, type Event } from '../../triggers/define-event.ts';
import { newBody, typeOf } from '../attacks/delivery.ts';
import {
  ATTACKS,
  type Attack,
  type AttackContext,
  appliesTo,
  contextOf,
  expectedOf,
  type RequestAttack,
} from '../attacks/index.ts';
import type { Emulator, SignedRequest, Target } from '../providers/emulator.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Connection, Zap } from '../zapier/zaps.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A Zap that is on. */
export interface Hook {
  readonly event: Event;
  readonly zap: Zap;
  readonly target: Target;
  readonly emulator: Emulator;
  /** Attacks that have to be refused here. */
  readonly attacks: readonly RequestAttack[];
  readonly context: AttackContext;
}

const mustBeRefused = (attack: Attack, event: Event, emulator: Emulator): attack is RequestAttack =>
  'transform' in attack &&
  !attack.isHeavy &&
  appliesTo(attack, event, emulator) &&
  !['delivered', 'nothing'].includes(expectedOf(attack, event));

/** Turns one Zap on for every trigger. */
export const turnAllOn = async (sandbox: Sandbox, connection: Connection): Promise<Hook[]> => {
  const hooks: Hook[] = [];
  for (const event of sandbox.events) {
    const emulator = sandbox.provider(event.provider.key);
    const zap = sandbox.zapier.createZap(event.key, connection);
    const target = await sandbox.turnOn(zap, event);
    const attacks = ATTACKS.filter((attack) => mustBeRefused(attack, event, emulator));
    const context = contextOf(event, typeOf(event), emulator, target);
    hooks.push({ event, zap, target, emulator, attacks, context });
  }
  return hooks;
};

/** The hooks that a provider sends an event to. */
export const hooksFor = ({ event, emulator }: Hook, hooks: readonly Hook[]): Hook[] =>
  hooks.filter(
    (hook) =>
      hook.emulator === emulator && (hook.target.types === 'every' || hook.target.types.includes(typeOf(event))),
  );

/** Whether a Zap is about an event that its hook gets. */
export const isAbout = ({ event }: Hook, type: string): boolean => event.type === ANY_EVENT || event.type === type;

/** Draws hooks so that each gets as many requests as any other: an event that goes to several of them is drawn less often. */
export const makeDraw = (hooks: readonly Hook[], dice: SeededRandom) => {
  const weights = hooks.map((hook) => 1 / hooksFor(hook, hooks).length);
  const sum = weights.reduce((a, b) => a + b, 0);
  const shares = hooks.map((hook, index) => [(weights[index] ?? 0) / sum, hook] as const);
  return (question: string): Hook => {
    const hook = dice.pick(shares, question) ?? hooks[0];
    if (!hook) throw new Error('There is no trigger');
    return hook;
  };
};

const MARKER = /"marker":"(event \d+)"/;

/** Finds the name of an event in a body of the soak's. */
export const eventIn = (content: unknown): string | undefined =>
  typeof content === 'string' ? MARKER.exec(content)?.[1] : undefined;

/** Makes bodies that were never sent before. */
export const makeBodies = () => {
  const ids = new Set<string>();
  return (event: Event, marker: string): string => {
    for (;;) {
      const body = newBody(event, marker);
      const id = event.provider.deliveryId?.(body);
      const name = `${event.provider.key} ${id}`;
      // Chance may draw one number twice among so many; to the app that would be the same event.
      if (id !== undefined && ids.has(name)) continue;
      ids.add(name);
      return JSON.stringify(body);
    }
  };
};

/** The mark that forged requests carry past the app, which does not read it. */
const FORGED = 'x-soak-forged';

/** Whether a request is one of the forged ones. */
export const isForged = (headers: unknown): boolean => isRecord(headers) && 'Http-X-Soak-Forged' in headers;

/** A forged request: a genuine one, changed as an attack of the catalogue does. */
export const forge = (
  { event, context, attacks }: Hook,
  body: string,
  dice: SeededRandom,
  question: string,
): SignedRequest => {
  const attack = attacks[Math.floor(dice.roll(question) * attacks.length)];
  if (!attack) throw new Error(`No attack applies to ${event.key}`);
  const now = { ...context, now: Date.now() };
  const forged = attack.transform(now.sign(body), now);
  return { ...forged, headers: { ...forged.headers, [FORGED]: '1' } };
};
