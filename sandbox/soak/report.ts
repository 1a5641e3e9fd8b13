import Table from 'cli-table3';
import { tableStyle } from '../terminal.ts';
import { CAUSES } from './delivery-log.ts';
import type { SoakResult } from './soak.ts';

/** The largest allowed growth of the heap. */
const MAX_GROWTH = 0.1;
/** Deliveries. In a shorter run the heap has not settled after a tenth, so its growth proves nothing. */
const SHORTEST_MEMORY_CHECK = 10_000;
const SHOWN = 5;

/** What a soak must not find. */
export type ProblemKind =
  | 'lost'
  | 'forged accepted'
  | 'forged error'
  | 'twice'
  | 'changed'
  | 'unexpected'
  | 'unsafe deferral'
  | 'heap';

/** A problem with its figures. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly message: string;
}

const firstOf = (list: readonly string[]): string => list.slice(0, SHOWN).join('; ');

const growthOf = ({ early, late }: SoakResult['heap']): number => late / early - 1;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Whether a soak was long enough to check the memory of the app. */
export const checksMemory = ({ deliveries }: SoakResult): boolean => deliveries.sent >= SHORTEST_MEMORY_CHECK;

/** The problems that a soak found. None if it passed. */
export const problemsOf = (result: SoakResult): Problem[] => {
  const { deliveries, forged, heap } = result;
  const { lost, lostDeliveries, twiceWithoutCause, changed, unexpected, unsafelyDeferred } = deliveries;
  const growth = growthOf(heap);
  const checks: readonly (readonly [kind: ProblemKind, isFound: boolean, message: string])[] = [
    ['lost', lost > 0, `${lost} lost: ${firstOf(lostDeliveries)}`],
    ['forged accepted', forged.accepted > 0, `${forged.accepted} forged requests accepted`],
    ['forged error', forged.errors.length > 0, `forged requests could turn a Zap off: ${firstOf(forged.errors)}`],
    ['twice', twiceWithoutCause.length > 0, `delivered twice without a cause: ${firstOf(twiceWithoutCause)}`],
    ['changed', changed.length > 0, `${changed.length} changed: ${firstOf(changed)}`],
    ['unexpected', unexpected.length > 0, `${unexpected.length} delivered to the wrong Zap: ${firstOf(unexpected)}`],
    [
      'unsafe deferral',
      unsafelyDeferred.length > 0,
      `deferred although the cache could not store that: ${firstOf(unsafelyDeferred)}`,
    ],
    // Written so that it also fails for NaN.
    ['heap', checksMemory(result) && !(growth <= MAX_GROWTH), `the app’s heap grew by ${percent(growth)}`],
  ];
  return checks.flatMap(([kind, isFound, message]) => (isFound ? [{ kind, message }] : []));
};

const STYLE = {
  colAligns: ['left', 'right', 'right', 'right', 'right'] as ('left' | 'right')[],
  chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  style: tableStyle(),
};

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(2)} MB`;

/** The figures as text. */
export const figuresOf = (result: SoakResult): string => {
  const { seed, deliveries, forged, replayed, faults, heap, calls, seconds, virtualDays } = result;
  const triggers = new Table({ ...STYLE, head: ['Trigger', 'Sent', 'Once', 'Twice', 'Lost'] });
  for (const [key, { sent, once, twice, lost }] of Object.entries(deliveries.byTrigger).sort()) {
    triggers.push([key, sent, once, twice, lost]);
  }
  triggers.push(['all', deliveries.sent, deliveries.once, deliveries.twice, deliveries.lost]);
  const faultTable = new Table({ ...STYLE, head: ['Fault', 'Times'] });
  for (const [fault, times] of Object.entries(faults).sort()) faultTable.push([fault, times]);
  const { killed, byCause } = deliveries;
  return [
    triggers.toString(),
    faultTable.toString(),
    ...CAUSES.map((cause) => `Delivered twice because ${cause}: ${byCause[cause]}`),
    `Killed after the claim or deferral: ${killed.sent}; delivered when Zapier repeated the run: ${killed.once + killed.twice}; lost: ${killed.lost}`,
    `Forged requests: ${forged.sent}, accepted: ${forged.accepted}. Replayed requests: ${replayed}`,
    `Heap of the app: ${megabytes(heap.early)} after a tenth, ${megabytes(heap.late)} at the end (${percent(growthOf(heap))})`,
    ...(checksMemory(result)
      ? []
      : [`Growth of the heap: not checked, because that needs at least ${SHORTEST_MEMORY_CHECK} deliveries`]),
    `${calls} calls of the app in ${seconds.toFixed(0)} s, ${(calls / seconds).toFixed(0)} per second; ${virtualDays.toFixed(1)} days on the virtual clock; seed ${seed}`,
  ].join('\n');
};
