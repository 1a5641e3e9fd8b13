import { type Event, payloadSample } from '../../triggers/define-event.ts';
import { typeOf } from '../attacks/delivery.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Action, Definition } from '../zapier/definition.ts';
import type { ActionView, AppView, EventView, FieldView, ProviderView, TriggerView } from './protocol.ts';

/** What Zapier calls an app's own name; the definition does not hold it. */
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

/** The documented body of an event, as people like to read and edit it. */
export const bodyOf = (event: Event): string => JSON.stringify(payloadSample(event), null, 2);

const eventOf = (event: Event): EventView => ({
  key: event.key,
  type: typeOf(event),
  label: event.label,
  body: bodyOf(event),
});

const fieldsOf = ({ authentication }: Definition): readonly FieldView[] => authentication.fields;

/** The whole app, read from its definition: what it can start from, what it can do, and what it asks for. */
export const catalogOf = (sandbox: Sandbox, definition: Definition, version: string): AppView => {
  const creates = new Map(Object.entries(definition.creates));
  const providers = sandbox.integrations.map(({ provider, events, actions: own = [] }): ProviderView => {
    const mine = own.flatMap(({ key }) => creates.get(key) ?? []);
    for (const { key } of mine) creates.delete(key);
    return {
      key: provider.key,
      label: provider.label,
      fields: Object.keys(provider.connection.fields),
      credentials: sandbox.provider(provider.key).credentials,
      triggers: events.flatMap(({ key }) => definition.triggers[key] ?? []).map(triggerOf),
      creates: mine.map(actionOf),
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
  return { name: NAME, version, fields: fieldsOf(definition), providers: all };
};
