import type { CacheCall } from 'zapier-local';
import type { Trace } from './tracer.ts';

/** The result of the app's duplicate check, as its calls of Zapier's cache show it. */
export type DuplicateCheck = 'skipped' | 'unavailable' | 'new' | 'duplicate' | 'repetition';

// The keys of platform/deduplicate.ts: `delivery-<hash>` for a claim, `delivery-<hash>-<hash>` for a run that Zapier repeats. Its keys
// for deferrals start with `retry-`.
const CLAIM = /^delivery-/;
const REPETITION = /^delivery-\w+-\w+$/;

/** The cache calls of the duplicate check. */
export const claimCalls = (traces: readonly Trace[]): readonly CacheCall[] =>
  traces.flatMap(({ cache }) => cache).filter(({ key }) => CLAIM.test(key));

const hasFailed = ({ status, result }: CacheCall): boolean => status !== 200 || result === undefined;

/**
 * Reads the result of the duplicate check: the last claim decides, or the read before an API call if the app stopped there.
 *
 * @see platform/deduplicate.ts
 */
export const duplicateCheckOf = (traces: readonly Trace[]): DuplicateCheck => {
  const calls = claimCalls(traces);
  const last = calls.findLast(({ method }) => method === 'zcache_set') ?? calls.at(-1);
  if (!last) return 'skipped';
  if (last.method === 'zcache_set' && last.result === true) return REPETITION.test(last.key) ? 'repetition' : 'new';
  if (calls.some(hasFailed)) return 'unavailable';
  return last.result === null ? 'skipped' : 'duplicate';
};
