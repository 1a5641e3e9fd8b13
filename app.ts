import { version as platformVersion } from 'zapier-platform-core';
import { createAuthentication } from './authentication.ts';
import { verifyDelivery } from './creates/verify-delivery.ts';
import type { Integration } from './integration.ts';
import { alone } from './one-company.ts';
import packageJson from './package.json' with { type: 'json' };
import { fastDefinition } from './platform/fast-definition.ts';
import { hookTrigger } from './triggers/hook-trigger.ts';

/** What the Zapier app of some providers says: of all of them, or of one company's own. */
export const createDefinition = (chosen: readonly Integration[]) => {
  const integrations = chosen.length === 1 ? chosen.map(alone) : chosen;
  const providers = integrations.map(({ provider }) => provider);
  return {
    version: packageJson.version,
    platformVersion,
    flags: {
      // Zapier would otherwise replace {{curly braces}} that a user typed into a field.
      cleanInputData: false,
      // Core would otherwise log some requests a second time, and there with the user name and password of HTTP Basic in base64.
      skipHttpPatch: true,
    },
    authentication: createAuthentication(providers),
    triggers: Object.fromEntries(
      integrations.flatMap(({ events }) => events.map((event) => [event.key, hookTrigger(event)])),
    ),
    creates: Object.fromEntries(
      [...integrations.flatMap(({ actions: creates = [] }) => creates), verifyDelivery(providers)].map((create) => [
        create.key,
        create,
      ]),
    ),
  };
};

/** The Zapier app of some providers, as Zapier runs it. */
export const createApp = (chosen: readonly Integration[]) => fastDefinition(createDefinition(chosen));
