import type { Attack, AttackGroup } from './attack.ts';
import { bodies } from './bodies.ts';
import { encoding } from './encoding.ts';
import { events } from './events.ts';
import { ids } from './ids.ts';
import { multiSignature } from './multi-signature.ts';
import { payloads } from './payloads.ts';
import { replay } from './replay.ts';
import { secrets } from './secrets.ts';
import { signature } from './signature.ts';
import { timestamps } from './timestamps.ts';
import { tokens } from './tokens.ts';
import { transport } from './transport.ts';

/** Every kind of attack. */
export const ATTACK_GROUPS: readonly AttackGroup[] = [
  signature,
  encoding,
  secrets,
  bodies,
  events,
  timestamps,
  ids,
  multiSignature,
  replay,
  tokens,
  payloads,
  transport,
];

/** Every attack. Those with a `transform` are one changed request, which any tool can send. */
export const ATTACKS: readonly Attack[] = ATTACK_GROUPS.flatMap(({ attacks }) => attacks);

export { type Attack, type AttackContext, appliesTo, contextOf, expectedOf, type RequestAttack } from './attack.ts';
