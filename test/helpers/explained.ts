import { readCapture } from '../../sandbox/cli/capture/index.ts';
import { type Explanation, explain } from '../../sandbox/cli/explain/explain.ts';
import { providerOf } from '../../sandbox/cli/pick-provider.ts';

/** A recorded request, checked by the wrong means or changed on its way. */
export interface Mistaken {
  readonly provider: string;
  readonly secret: string;
  /** As a recorder wrote it. */
  readonly recorded: object;
  /** Seconds since 1970. */
  readonly now?: number;
}

/** What `explain` finds out about a request, in this process: starting one for every mistake would take too long. */
export const explained = ({ provider, secret, recorded, now }: Mistaken): Explanation => {
  const capture = readCapture(JSON.stringify(recorded), 1);
  const at = now === undefined ? undefined : new Date(now * 1000);
  return explain(providerOf(provider), capture, { text: secret, source: 'the test' }, at);
};

/** The names of what was found; `verified` and `unexplained` where there is nothing. */
export const namesIn = ({ verified, explained: isKnown, findings }: Explanation): string[] => {
  if (verified) return ['verified'];
  return isKnown ? findings.map(({ name }) => name) : ['unexplained'];
};
