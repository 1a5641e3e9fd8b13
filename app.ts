import { version as platformVersion } from 'zapier-platform-core';
import { createAuthentication } from './authentication.ts';
import { createAction } from './creates/create-action.ts';
import { verifyDelivery } from './creates/verify-delivery.ts';
import type { Integration } from './integrations.ts';
import packageJson from './package.json' with { type: 'json' };
import { requestTemplate } from './platform/authorization.ts';
import { fastDefinition } from './platform/fast-definition.ts';
import type { Event } from './triggers/define-event.ts';
import { hookTrigger } from './triggers/hook-trigger.ts';

/** The integration of an app with no other provider. */
const asOnlyIntegration = ({ provider, events, actions = [] }: Integration): Integration => {
  const only = { ...provider, isOnlyProvider: true };
  return {
    provider: only,
    events: events.map((event) => ({ ...event, provider: only })),
    actions: actions.map((action) => ({ ...action, provider: only })),
  };
};

/** Adds the provider's name to labels that triggers of several providers share. */
const withUniqueLabel = (event: Event, _index: number, all: readonly Event[]): Event =>
  all.filter(({ label }) => label === event.label).length === 1
    ? event
    : { ...event, label: event.label.replace(/^((?:New or )?Updated |New )?/, `$1${event.provider.label} `) };

const byKey = <T extends { readonly key: string }>(items: readonly T[]): Record<string, T> =>
  Object.fromEntries(items.map((item) => [item.key, item]));

/** The Zapier definition of an app with some of the providers. */
export const createDefinition = (chosen: readonly Integration[]) => {
  const integrations = chosen.length === 1 ? chosen.map(asOnlyIntegration) : chosen;
  const providers = integrations.map(({ provider }) => provider);
  const events = integrations.flatMap((integration) => integration.events).map(withUniqueLabel);
  // With several providers, Zapier would send the credentials of one to another.
  const template = providers.length === 1 ? providers.map(requestTemplate)[0] : undefined;
  const actions = [...integrations.flatMap(({ actions = [] }) => actions), verifyDelivery(providers)];
  return {
    version: packageJson.version,
    platformVersion,
    flags: {
      // Otherwise Zapier replaces {{curly braces}} that a user typed into a field.
      cleanInputData: false,
      // Otherwise core logs some requests twice, once with the credentials of HTTP Basic in base64.
      skipHttpPatch: true,
    },
    authentication: createAuthentication(providers),
    ...(template && { requestTemplate: template }),
    triggers: byKey(
      events.map((event) =>
        hookTrigger(
          event,
          events.filter(({ provider }) => provider === event.provider),
        ),
      ),
    ),
    creates: byKey(actions.map(createAction)),
  };
};

/** The app of some providers, as Zapier runs it. */
export const createApp = (chosen: readonly Integration[]) => fastDefinition(createDefinition(chosen));
