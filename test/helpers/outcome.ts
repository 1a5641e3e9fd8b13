import type { Rejection } from '../../verification/rejection.ts';

/** The reason code of a rejection, or `accepted`. */
export const outcomeOf = (result: object | Rejection): string =>
  'evidence' in result ? 'accepted' : 'reason' in result ? String(result.reason) : 'neither';
