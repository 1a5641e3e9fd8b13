import type { Rejection } from '../../verification/rejection.ts';

/** The reason of a rejection, or `accepted`: one word to compare. */
export const outcomeOf = (result: object | Rejection): string =>
  'evidence' in result ? 'accepted' : 'reason' in result ? String(result.reason) : 'neither';
