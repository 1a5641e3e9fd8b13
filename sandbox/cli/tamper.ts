import { senderKey, senderLabel } from '../../platform/context.ts';
import type { Event } from '../../triggers/define-event.ts';
import {
  type Attack,
  type AttackContext,
  appliesToScheme,
  type Expected,
  expectedOf,
  type RequestAttack,
} from '../attacks/attack.ts';
import { ATTACK_GROUPS } from '../attacks/index.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { signRequest, type Unsigned } from '../providers/sign.ts';
import { UsageError } from './usage-error.ts';

/** An attack that changes one request, with its expected outcome on an event. */
export interface ListedAttack {
  readonly group: string;
  readonly attack: RequestAttack;
  readonly expected: Expected;
}

// Attacks that need an emulator or several requests run only in `npm run attack`.
const isRequestAttack = (attack: Attack): attack is RequestAttack =>
  'transform' in attack && attack.needs === undefined;

/** The attacks on an event's signature scheme that can be sent to any URL. */
export const attacksOn = (event: Event): readonly ListedAttack[] =>
  ATTACK_GROUPS.flatMap(({ name: group, attacks }) =>
    attacks
      .filter(isRequestAttack)
      .filter((attack) => appliesToScheme(attack, event.provider.verifier.scheme))
      .map((attack) => ({ group, attack, expected: expectedOf(attack, event) })),
  );

const contextOf = (event: Event, unsigned: Unsigned): AttackContext => ({
  event,
  scheme: event.provider.verifier.scheme,
  target: { id: 'command line', url: unsigned.url, types: 'every', secret: unsigned.secret },
  now: (unsigned.at ?? new Date()).getTime(),
  sign: (body, options = {}) => signRequest(event.provider.verifier.scheme, { ...unsigned, ...options, body }),
});

/** Signs a request and applies an attack to it. */
export const tamper = (
  name: string,
  event: Event,
  unsigned: Unsigned,
): { readonly request: SignedRequest; readonly expected: Expected } => {
  const [key, label] = [senderKey(event.provider), senderLabel(event.provider)];
  const found = attacksOn(event).find(({ attack }) => attack.name === name);
  if (!found) {
    throw new UsageError(`There is no attack “${name}” for ${label}. List them with: attacks --provider ${key}`);
  }
  const context = contextOf(event, unsigned);
  try {
    const request = found.attack.transform(context.sign(unsigned.body), context);
    return { request, expected: found.expected };
  } catch (cause) {
    throw new UsageError(
      `The attack “${name}” does not work with this body. Most attacks need a body that is a JSON object.`,
      { cause },
    );
  }
};
