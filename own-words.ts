import { isSafeError } from './platform/errors.ts';
import type { Provider } from './providers/provider.ts';

type Rename = (text: string) => string;

const renamed = <E>(rename: Rename, error: E): E => {
  if (isSafeError(error)) error.message = rename(error.message);
  return error;
};

/** The same function, whose errors are told in other words. */
export const telling =
  <Given extends readonly unknown[], Result>(rename: Rename, run: (...given: Given) => Promise<Result>) =>
  (...given: Given): Promise<Result> =>
    run(...given).catch((error: unknown) => {
      throw renamed(rename, error);
    });

/** The same provider, with other words for whatever goes wrong. */
export const inOwnWords = (provider: Provider, rename: Rename): Provider => {
  const { connection, subscriptions, list, enrich } = provider;
  const { test, openSession } = connection;
  return {
    ...provider,
    connection: {
      ...connection,
      ...(test && { test: telling(rename, test) }),
      ...(openSession && { openSession: telling(rename, openSession) }),
    },
    ...(subscriptions && {
      subscriptions: {
        ...subscriptions,
        subscribe: telling(rename, subscriptions.subscribe),
        unsubscribe: telling(rename, subscriptions.unsubscribe),
      },
    }),
    ...(list && { list: telling(rename, list) }),
    ...(enrich && {
      enrich: async (...given: Parameters<typeof enrich>) => {
        const found = await telling(rename, enrich)(...given);
        if ('error' in found) renamed(rename, found.error);
        return found;
      },
    }),
  };
};
