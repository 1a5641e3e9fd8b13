/** Only compiled, never run: code that must not compile is marked with `@ts-expect-error`, next to similar code that must. */
import { type ApiResponse, NOT_FOUND } from '../../platform/api-response.ts';
import type { Connection, Context } from '../../platform/context.ts';
import type { Provider } from '../../providers/provider.ts';

declare const provider: Provider;

const { subscriptions: _subscriptions, directions: _directions, secret: _secret, ...rest } = provider;
const subscribe = async () => ({ id: '1' });
const unsubscribe = async (): Promise<ApiResponse> => NOT_FOUND;
const directions = () => ({ steps: ['Copy the URL.'], note: 'Each Zap has its own URL.' });

export const withDirections: Provider = { ...rest, secret: { from: 'connection', field: 'a' }, directions };

export const withSubscriptions: Provider = {
  ...rest,
  secret: { from: 'connection', field: 'a' },
  subscriptions: { subscribe, unsubscribe },
};

export const withSignedSubscriptions: Provider = {
  ...rest,
  secret: { from: 'subscription', field: 'a' },
  subscriptions: { subscribe: async () => ({ id: '1', secret: 'whsec_' }), unsubscribe },
};

// @ts-expect-error The subscription returns no secret to verify its deliveries with.
export const withoutSecret: Provider = {
  ...rest,
  secret: { from: 'subscription', field: 'a' },
  subscriptions: { subscribe, unsubscribe },
};

const fields = { a_name: { label: 'Name', type: 'string', helpText: 'A name.' } } as const;

export const connection: Connection<'a_name', never> = { fields, groups: [['a_name']], credentials: ['a_name'] };

// @ts-expect-error A group names a field that does not exist.
export const otherGroup: Connection<'a_name', never> = { fields, groups: [['a_nam']], credentials: [] };

// @ts-expect-error Credentials name a field that does not exist.
export const otherCredentials: Connection<'a_name', never> = { fields, groups: [['a_name']], credentials: ['b'] };

declare const context: Context<'a_name'>;

export const name: string | undefined = context.auth.a_name;

// @ts-expect-error The connection has no such field.
export const otherName = context.auth.a_nam;

// @ts-expect-error The provider has neither an API for subscriptions nor directions for the user.
export const withoutSetup: Provider = { ...rest, secret: { from: 'connection', field: 'a' } };
