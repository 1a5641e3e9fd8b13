import Table from 'cli-table3';
import { tableStyle } from '../terminal.ts';
import { CAUSES } from './delivery-log.ts';
import type { Soaked } from './soak.ts';

/** How much more memory the app may hold at the end. */
const MOST_GROWTH = 0.1;
const SHOWN = 5;

const some = (list: readonly string[]): string => list.slice(0, SHOWN).join('; ');

/** Everything that must not be, each with its figures. Nothing when the soak was passed. */
export const problemsOf = ({ account, forged, heap }: Soaked): string[] => {
  const growth = heap.late / heap.early - 1;
  const found: readonly (readonly [boolean, string])[] = [
    [account.lost > 0, `${account.lost} lost: ${some(account.lostOnes)}`],
    [forged.accepted > 0, `${forged.accepted} forged requests accepted`],
    [forged.loud.length > 0, `${forged.loud.length} forged requests could turn a Zap off: ${some(forged.loud)}`],
    [account.twiceWithoutCause.length > 0, `delivered twice for no known reason: ${some(account.twiceWithoutCause)}`],
    [account.changed.length > 0, `${account.changed.length} changed on the way: ${some(account.changed)}`],
    [account.unwanted.length > 0, `${account.unwanted.length} started the wrong Zap: ${some(account.unwanted)}`],
    [account.gambled.length > 0, `put off although nothing would remember it: ${some(account.gambled)}`],
    [!(growth <= MOST_GROWTH), `the app’s heap grew by ${(100 * growth).toFixed(1)} %`],
  ];
  return found.flatMap(([isFound, words]) => (isFound ? [words] : []));
};

const STYLE = {
  colAligns: ['left', 'right', 'right', 'right', 'right'] as ('left' | 'right')[],
  chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  style: tableStyle(),
};

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(2)} MB`;

/** The figures, for people. */
export const figuresOf = (soaked: Soaked): string => {
  const { account, forged, replayed, troubles, heap, calls, seconds, virtualDays } = soaked;
  const triggers = new Table({ ...STYLE, head: ['Trigger', 'Sent', 'Once', 'Twice', 'Lost'] });
  for (const [key, { sent, once, twice, lost }] of Object.entries(account.byTrigger).sort()) {
    triggers.push([key, sent, once, twice, lost]);
  }
  triggers.push(['all', account.sent, account.once, account.twice, account.lost]);
  const wrong = new Table({ ...STYLE, head: ['What went wrong', 'Times'] });
  for (const [what, times] of Object.entries(troubles).sort()) wrong.push([what, times]);
  const growth = 100 * (heap.late / heap.early - 1);
  return [
    triggers.toString(),
    wrong.toString(),
    ...CAUSES.map((cause) => `delivered twice because ${cause}: ${account.byCause[cause]}`),
    `forged: ${forged.taken} sent, ${forged.accepted} accepted; recordings sent again: ${replayed}`,
    `heap of the app: ${megabytes(heap.early)} after a tenth, ${megabytes(heap.late)} at the end (${growth.toFixed(1)} %)`,
    `${calls} calls of the app in ${seconds.toFixed(0)} s, ${(calls / seconds).toFixed(0)} a second; ${virtualDays.toFixed(1)} days by the providers’ clock; seed ${soaked.seed}`,
  ].join('\n');
};
