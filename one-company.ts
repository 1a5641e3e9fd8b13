import type { Action } from './creates/define-action.ts';
import type { Integration } from './integration.ts';
import { inOwnWords, telling } from './own-words.ts';
import type { ConnectionField, Provider } from './providers/provider.ts';
import type { Event } from './triggers/define-event.ts';

/** Takes a name out of a label: `Any Builtfirst Event` is `Any Event`. */
const without = (name: string, label: string): string => label.replace(`${name} `, '');

/** A text that names fields by labels with the provider's name in front, as the help and the directions do. */
const renaming =
  ({ label: name, connection }: Provider) =>
  (text: string): string =>
    connection.fields.reduce((told, { label }) => told.replaceAll(label, without(name, label)), text);

const ownProvider = (provider: Provider, events: readonly Event[]): Provider => {
  const { label: name, connection, directions } = provider;
  const rename = renaming(provider);
  // Directions name triggers too, in asterisks.
  const renameSteps = (text: string): string =>
    events.reduce((told, { label }) => told.replaceAll(`*${label}*`, `*${without(name, label)}*`), rename(text));
  const fields = connection.fields.map(
    (field): ConnectionField => ({
      ...field,
      label: without(name, field.label),
      helpText: rename(field.helpText),
    }),
  );
  const own = inOwnWords({ ...provider, connection: { ...connection, fields } }, rename);
  return directions === undefined ? own : { ...own, directions: renameSteps(directions) };
};

const ownCreate = (create: Action, provider: Provider): Action => {
  const rename = renaming(provider);
  const inputFields = create.operation.inputFields.map((field) => ({ ...field, helpText: rename(field.helpText) }));
  return {
    ...create,
    display: { ...create.display, label: without(provider.label, create.display.label) },
    operation: { ...create.operation, inputFields, perform: telling(rename, create.operation.perform) },
  };
};

/**
 * The same integration for an app in which it is the only one: the app carries the company's name, so no label has to say it again.
 * Keys stay: they are the public contract.
 */
export const alone = ({ provider, events, actions: creates = [] }: Integration): Integration => {
  const own = ownProvider(provider, events);
  return {
    provider: own,
    events: events.map((event): Event => ({ ...event, provider: own, label: without(provider.label, event.label) })),
    actions: creates.map((create) => ownCreate(create, provider)),
  };
};
