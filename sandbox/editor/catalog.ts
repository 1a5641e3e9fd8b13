import type { Action, Definition } from 'zapier-local';
import type { Event } from '../../triggers/define-event.ts';
import { bodySample, typeOf } from '../event-body.ts';
import type { Sandbox } from '../sandbox.ts';
import type { ActionView, AppView, EventView, ProviderView, TriggerView } from './protocol.ts';

/** The integration's name in Zapier, which is not part of the definition. */
const NAME = 'Verified Webhooks';

const actionOf = ({ key, noun, display }: Action): ActionView => ({
  key,
  noun,
  label: display.label,
  description: display.description,
});

const triggerOf = (action: Action): TriggerView => ({
  ...actionOf(action),
  ...(action.display.directions && { directions: action.display.directions }),
  isStatic: !('performSubscribe' in action.operation),
});

/** The documented body of an event, indented. */
export const bodyOf = (event: Event): string => JSON.stringify(bodySample(event), null, 2);

const eventOf = (event: Event): EventView => ({
  key: event.key,
  type: typeOf(event),
  label: event.label,
  body: bodyOf(event),
});

/** The triggers, actions and connection fields of an app, read from its definition. */
export const catalogOf = (sandbox: Sandbox, definition: Definition, version: string): AppView => {
  const creates = new Map(Object.entries(definition.creates));
  const providers = sandbox.integrations.map(({ provider, events, actions = [] }): ProviderView => {
    const providerCreates = actions.flatMap(({ key }) => creates.get(key) ?? []);
    for (const { key } of providerCreates) creates.delete(key);
    return {
      key: provider.key,
      label: provider.label,
      fields: Object.keys(provider.connection.fields),
      credentials: sandbox.provider(provider.key).credentials,
      triggers: events.flatMap(({ key }) => definition.triggers[key] ?? []).map(triggerOf),
      creates: providerCreates.map(actionOf),
      events: events.map(eventOf),
    };
  });
  const general: ProviderView = {
    key: 'any',
    label: 'Any Provider',
    fields: [],
    credentials: {},
    triggers: [],
    creates: [...creates.values()].map(actionOf),
    events: [],
  };
  const all = general.creates.length > 0 ? [...providers, general] : providers;
  return { name: NAME, version, fields: definition.authentication?.fields ?? [], providers: all };
};
