import type { Attack, AttackGroup } from './attack.ts';
import { bodies } from './bodies.ts';
import { concurrency } from './concurrency.ts';
import { encoding } from './encoding.ts';
import { events } from './events.ts';
import { headers } from './headers.ts';
import { ids } from './ids.ts';
import { multiSignature } from './multi-signature.ts';
import { payloads } from './payloads.ts';
import { replay } from './replay.ts';
import { secrets } from './secrets.ts';
import { signature } from './signature.ts';
import { timestamps } from './timestamps.ts';
import { tokens } from './tokens.ts';
import { transport } from './transport.ts';

/** All attacks by kind. */
export const ATTACK_GROUPS: readonly AttackGroup[] = [
  signature,
  headers,
  encoding,
  secrets,
  bodies,
  events,
  timestamps,
  ids,
  multiSignature,
  replay,
  concurrency,
  tokens,
  payloads,
  transport,
];

/** All attacks. */
export const ATTACKS: readonly Attack[] = ATTACK_GROUPS.flatMap(({ attacks }) => attacks);

export { type Attack, appliesTo, expectedOf, type RequestAttack } from './attack.ts';
export { type AttackContext, contextOf } from './context.ts';
