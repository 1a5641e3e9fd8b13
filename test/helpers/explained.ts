import { readCapture } from '../../sandbox/cli/capture/index.ts';
import { type Explanation, explain } from '../../sandbox/cli/explain/explain.ts';
import { providerOf } from '../../sandbox/cli/pick-provider.ts';

/** A recorded request with a mistake: a wrong secret or option, or a change in transit. */
export interface Mistaken {
  readonly provider: string;
  readonly secret: string;
  /** As the recorder wrote it. */
  readonly recorded: object;
  /** Seconds since 1970. */
  readonly now?: number;
}

/** What `explain` finds in a request. Runs in this process, because a process for every mistake would take too long. */
export const explained = ({ provider, secret, recorded, now }: Mistaken): Explanation => {
  const capture = readCapture(JSON.stringify(recorded), 1);
  const at = now === undefined ? undefined : new Date(now * 1000);
  return explain(providerOf(provider), capture, { text: secret, source: 'the test' }, at);
};

/** The names of the findings, or `verified` or `unexplained` if there are none. */
export const namesIn = ({ verified, explained: isKnown, findings }: Explanation): string[] => {
  if (verified) return ['verified'];
  return isKnown ? findings.map(({ name }) => name) : ['unexplained'];
};
