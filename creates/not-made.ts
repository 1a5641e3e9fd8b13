import { failed } from '../providers/errors.ts';
import { explain } from '../providers/explain.ts';
import type { Call, Provider } from '../providers/provider.ts';
import type { Reply } from '../providers/reply.ts';

/** What to do when an API did not make what it was asked for. */
export interface Remedies {
  /** When it refused. */
  readonly refused: string;
  /** When it gave no clear answer, so that nobody knows whether it made it. */
  readonly unsure: string;
}

/** The error for something that an API was to make: unlike a read, trying it again may make a second one. */
export const notMade = (
  call: Call,
  provider: Provider,
  reply: Exclude<Reply, { kind: 'ok' }>,
  { refused, unsure }: Remedies,
): Error =>
  reply.kind === 'unavailable'
    ? failed(call, `${provider.label} ${reply.why}. ${unsure}`)
    : explain(call, provider, reply, refused);
