import type { Event } from '../../triggers/define-event.ts';
import { type Attack, type AttackContext, type Expected, expectedOf, type RequestAttack } from '../attacks/attack.ts';
import { ATTACK_GROUPS } from '../attacks/index.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { schemeOf, signRequest, type Unsigned } from '../providers/schemes.ts';
import { Problem } from './problem.ts';

/** An attack of the catalogue that is one changed request. */
export interface Tampering {
  readonly family: string;
  readonly attack: RequestAttack;
  /** What has to become of it. */
  readonly expected: Expected;
}

// What needs more than a request, such as an emulator or several steps, is for `npm run attack`.
const isRequest = (attack: Attack): attack is RequestAttack => 'transform' in attack && attack.needs === undefined;

/** The attacks that can be sent to any URL, aimed at the proof of an event's provider. */
export const tamperingsFor = (event: Event): readonly Tampering[] =>
  ATTACK_GROUPS.flatMap(({ name: family, attacks }) =>
    attacks
      .filter(isRequest)
      .filter(({ schemes }) => schemes.includes(event.provider.verifier.scheme))
      .map((attack) => ({ family, attack, expected: expectedOf(attack, event) })),
  );

const contextOf = (event: Event, unsigned: Unsigned): AttackContext => ({
  event,
  scheme: event.provider.verifier.scheme,
  target: { id: 'command line', url: unsigned.url, types: 'every', secret: unsigned.secret },
  now: (unsigned.at ?? new Date()).getTime(),
  sign: (body, options = {}) => signRequest(schemeOf(event.provider.key), { ...unsigned, ...options, body }),
});

/** Signs a request, tampers with it, and says what has to become of it. */
export const tamper = (
  name: string,
  event: Event,
  unsigned: Unsigned,
): { readonly request: SignedRequest; readonly expected: Expected } => {
  const { key, label } = event.provider;
  const found = tamperingsFor(event).find(({ attack }) => attack.name === name);
  if (!found) throw new Problem(`There is no attack “${name}” on ${label}. List them with: attacks --provider ${key}`);
  const context = contextOf(event, unsigned);
  try {
    const request = found.attack.transform(context.sign(unsigned.body), context);
    return { request, expected: found.expected };
  } catch {
    throw new Problem(`The attack “${name}” cannot be made of this body. Most attacks need a JSON object.`);
  }
};
