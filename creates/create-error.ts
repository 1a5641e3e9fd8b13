import { toApiError } from '../platform/api-errors.ts';
import type { ApiResponse } from '../platform/api-response.ts';
import { appError } from '../platform/errors.ts';
import type { Context, Provider } from '../providers/provider.ts';

/** What to do when an API did not make what it was asked for. */
export interface Remedies {
  /** When it refused. */
  readonly refused: string;
  /** When it gave no clear answer, so that nobody knows whether it made it. */
  readonly unknownOutcome: string;
}

/** The error for something that an API was to make: unlike a read, trying it again may make a second one. */
export const createError = (
  call: Context,
  provider: Provider,
  reply: Exclude<ApiResponse, { kind: 'ok' }>,
  { refused, unknownOutcome: unsure }: Remedies,
): Error =>
  reply.kind === 'unavailable'
    ? appError(call, `${provider.label} ${reply.why}. ${unsure}`)
    : toApiError(call, provider, reply, refused);
