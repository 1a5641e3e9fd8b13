import type { Connection, Zap } from 'zapier-local';
import { isRecord } from '../../schema/json.ts';
import { ANY_EVENT, type Event } from '../../triggers/define-event.ts';
import {
  ATTACKS,
  type Attack,
  type AttackContext,
  appliesTo,
  contextOf,
  expectedOf,
  type RequestAttack,
} from '../attacks/index.ts';
import { idIn, newBody, typeOf } from '../event-body.ts';
import type { Emulator, SignedRequest, Target } from '../providers/emulator.ts';
import type { Sandbox } from '../sandbox.ts';
import { firstSubjects } from '../subjects.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A Zap that is on. */
export interface Hook {
  readonly event: Event;
  readonly zap: Zap;
  readonly target: Target;
  readonly emulator: Emulator;
  /** Attacks that must be refused. */
  readonly attacks: readonly RequestAttack[];
  readonly context: AttackContext;
}

const mustBeRefused = (attack: Attack, event: Event, emulator: Emulator): attack is RequestAttack =>
  'transform' in attack &&
  !attack.isHeavy &&
  appliesTo(attack, event, emulator) &&
  !['delivered', 'ignored'].includes(expectedOf(attack, event));

/** Turns on a Zap for every trigger. */
export const turnAllOn = async (sandbox: Sandbox, connection: Connection): Promise<Hook[]> => {
  const hooks: Hook[] = [];
  // One sender of a trigger is enough: they differ only in their signatures.
  for (const { event, input } of firstSubjects(sandbox.events)) {
    const emulator = sandbox.provider(event.provider.key);
    const zap = sandbox.zapier.createZap(event.key, connection, input);
    const target = await sandbox.turnOn(zap);
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

/** Whether a Zap's trigger is for an event type. */
export const isForType = ({ event }: Hook, type: string): boolean => event.type === ANY_EVENT || event.type === type;

/** Draws hooks so that all get the same number of requests: an event that is sent to several hooks is drawn less often. */
export const createDraw = (hooks: readonly Hook[], random: SeededRandom) => {
  const weights = hooks.map((hook) => 1 / hooksFor(hook, hooks).length);
  const sum = weights.reduce((a, b) => a + b, 0);
  const shares = hooks.map((hook, index) => [(weights[index] ?? 0) / sum, hook] as const);
  return (question: string): Hook => {
    const hook = random.pick(shares, question) ?? hooks[0];
    if (!hook) throw new Error('There is no trigger');
    return hook;
  };
};

const MARKER = /"marker":"(event \d+)"/;

/** Finds the name of an event in its body. */
export const eventIn = (content: unknown): string | undefined =>
  typeof content === 'string' ? MARKER.exec(content)?.[1] : undefined;

/** Creates bodies that were never sent before. */
export const createBodies = () => {
  const ids = new Set<string>();
  return (event: Event, marker: string): string => {
    for (;;) {
      const body = newBody(event, marker);
      const id = idIn(event, body);
      const name = `${event.provider.key} ${id}`;
      // Random IDs may repeat, and the app would treat the second as a duplicate.
      if (id !== undefined && ids.has(name)) continue;
      ids.add(name);
      return JSON.stringify(body);
    }
  };
};

/** Marks forged requests. The app does not read it. */
const FORGED = 'x-soak-forged';

/** Whether a request is forged. */
export const isForged = (headers: unknown): boolean => isRecord(headers) && 'Http-X-Soak-Forged' in headers;

/** A genuine request, changed by a random attack. */
export const forge = (
  { event, context, attacks }: Hook,
  body: string,
  random: SeededRandom,
  question: string,
): SignedRequest => {
  const attack = attacks[Math.floor(random.number(question) * attacks.length)];
  if (!attack) throw new Error(`No attack applies to ${event.key}`);
  const now = { ...context, now: Date.now() };
  const forged = attack.transform(now.sign(body), now);
  return { ...forged, headers: { ...forged.headers, [FORGED]: '1' } };
};
