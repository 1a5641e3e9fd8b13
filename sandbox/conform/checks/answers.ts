import { isRecord } from '../../../schema/json.ts';
import { ADDRESSES } from '../addresses.ts';
import type { Step } from '../evidence.ts';
import type { Exchange } from '../recorder.ts';
import { listed, namedPath, valuesIn } from '../safe-text.ts';

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** Statuses with which an API refuses what a request contains, rather than its address or sender. */
export const refusesContent = (status: number): boolean => [400, 409, 422].includes(status);

/** What a provider answered, without its words. */
export const answerOf = ({ status }: Pick<Exchange, 'status'>): string =>
  status === 0 ? 'There was no answer.' : `The answer was ${status}.`;

/** Statuses in a sentence. */
export const statusesOf = (exchanges: readonly (Exchange | undefined)[]): string =>
  listed(
    exchanges.flatMap((exchange) => (exchange ? [exchange.status === 0 ? 'no answer' : String(exchange.status)] : [])),
  );

/** Whether an exchange only signed in. */
export const isSignIn = ({ address }: Exchange): boolean => ADDRESSES[address]?.isSignIn === true;

/** The last request of a step to the API itself. */
export const lastCall = ({ exchanges }: Pick<Step, 'exchanges'>): Exchange | undefined =>
  exchanges.filter((exchange) => !isSignIn(exchange)).at(-1);

/** The paths of values that look like what the app did not find. */
export const possiblePlaces = (response: unknown, isLikely: (key: string, value: unknown) => boolean): string => {
  const paths = valuesIn(response).flatMap(({ key, path, value }) => (isLikely(key, value) ? [namedPath(path)] : []));
  return paths.length > 0 ? ` It may be at ${listed(paths, 4)}.` : '';
};

/** The names of the fields at the top of an answer. */
export const topFields = (response: unknown): string =>
  isRecord(response) && Object.keys(response).length > 0
    ? listed(Object.keys(response).map(namedPath))
    : Array.isArray(response)
      ? 'a list'
      : 'no fields';
