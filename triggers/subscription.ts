import type { Bundle } from 'zapier-platform-core';
import { connectionSecrets } from '../platform/connection.ts';
import type { Context } from '../platform/context.ts';
import type { Subscription } from '../providers/provider.ts';
import { asId, asRecord, asString } from '../schema/json.ts';
import type { Secrets } from '../verification/secret.ts';

/** The subscription that `subscribe` returned. Core's type of `bundle.subscribeData` contains only the ID. */
export const subscriptionOf = ({ subscribeData }: Pick<Bundle, 'subscribeData'>): Subscription | undefined => {
  const data = asRecord(subscribeData);
  const id = asId(data['id']);
  const secret = asString(data['secret']);
  return id === undefined ? undefined : { id, ...(secret !== undefined && { secret }) };
};

/** The secrets that may sign a trigger's deliveries. */
export const signingSecrets = ({ provider, auth }: Context, subscription: Subscription | undefined): Secrets =>
  provider.secret.from === 'connection' ? connectionSecrets(provider, auth) : subscription?.secret;
