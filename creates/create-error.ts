import { toApiError } from '../platform/api-errors.ts';
import type { FailedResponse } from '../platform/api-response.ts';
import type { Context } from '../platform/context.ts';
import { appError } from '../platform/errors.ts';

/** What to do when an API did not create what it was asked for. */
export interface Remedies {
  /** When it refused. */
  readonly refused: string;
  /** When it gave no clear answer and may have created it. */
  readonly unknownOutcome: string;
}

/** The error of a failed creation. Unlike a read, trying again may create a second one. */
export const createError = (
  context: Context,
  response: FailedResponse,
  { refused, unknownOutcome }: Remedies,
): Error =>
  response.kind === 'unavailable'
    ? appError(context, `${context.provider.label} ${response.cause}. ${unknownOutcome}`)
    : toApiError(context, response, refused);
