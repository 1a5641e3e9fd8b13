import type { Bundle } from 'zapier-platform-core';
import type { Context } from '../platform/context.ts';
import type { Provider, Subscription } from '../providers/provider.ts';
import { asId, asRecord, asString } from '../schema/json.ts';

/** The subscription that `subscribe` returned. Core's type of `bundle.subscribeData` contains only the ID. */
export const subscriptionOf = ({ subscribeData }: Pick<Bundle, 'subscribeData'>): Subscription | undefined => {
  const data = asRecord(subscribeData);
  const id = asId(data['id']);
  const secret = asString(data['secret']);
  return id === undefined ? undefined : { id, ...(secret !== undefined && { secret }) };
};

/** The secret that signs a trigger's deliveries. */
export const signingSecret = (
  { provider: { secret }, auth }: Context & { readonly provider: Provider },
  subscription: Subscription | undefined,
): string | undefined => (secret.from === 'connection' ? auth[secret.field] : subscription?.secret);
