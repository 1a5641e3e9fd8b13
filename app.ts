import { version as platformVersion } from 'zapier-platform-core';
import { makeAuthentication } from './authentication.ts';
import type { Create } from './creates/define-create.ts';
import { verifyDelivery } from './creates/verify-delivery.ts';
import packageJson from './package.json' with { type: 'json' };
import type { Provider } from './providers/provider.ts';
import type { Event } from './triggers/define-event.ts';
import { hookTrigger } from './triggers/hook-trigger.ts';

/** A provider with all that a Zap can start from and do. */
export interface Integration {
  readonly provider: Provider;
  readonly events: readonly Event[];
  readonly creates?: readonly Create[];
}

/** Makes the Zapier app of some providers: all of them, or one company's own. */
export const makeApp = (integrations: readonly Integration[]) => ({
  version: packageJson.version,
  platformVersion,
  // Zapier would otherwise replace {{curly braces}} that a user typed into a field.
  flags: { cleanInputData: false },
  authentication: makeAuthentication(integrations.map(({ provider }) => provider)),
  triggers: Object.fromEntries(
    integrations.flatMap(({ events }) => events.map((event) => [event.key, hookTrigger(event)])),
  ),
  creates: Object.fromEntries(
    [
      ...integrations.flatMap(({ creates = [] }) => creates),
      verifyDelivery(integrations.map(({ provider }) => provider)),
    ].map((create) => [create.key, create]),
  ),
});
