/** Read by the compiler only: what must not compile stands under `@ts-expect-error`, beside its like that must. */
import type { Provider } from '../../providers/provider.ts';

declare const provider: Provider;

const { subscriptions: _subscriptions, directions: _directions, ...rest } = provider;

export const byHand: Provider = { ...rest, directions: 'Paste the URL where it belongs.' };

// @ts-expect-error No URL would ever get to this provider.
export const unreachable: Provider = rest;
