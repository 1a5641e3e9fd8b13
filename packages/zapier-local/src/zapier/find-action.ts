import type { Action, ActionKind, ActionName, Definition } from './definition.ts';
import { ZapierError } from './zaps.ts';

const isKind = (text: string): text is ActionKind => text === 'triggers' || text === 'searches' || text === 'creates';

/** Finds an action by its name, such as `triggers.new_order`. Throws an error with the names that there are. */
export const findAction = (definition: Definition, name: ActionName): Action => {
  const at = name.indexOf('.');
  const [kind, key] = [name.slice(0, at), name.slice(at + 1)];
  const actions = isKind(kind) ? definition[kind] : {};
  const action = Object.hasOwn(actions, key) ? actions[key] : undefined;
  if (action) return action;
  const keys = Object.keys(actions).join(', ');
  const message = `The app has no ${name}. ${keys === '' ? `It has no ${kind}.` : `Its ${kind}: ${keys}.`}`;
  throw new ZapierError({ name: 'UnknownActionError', message, stack: '' });
};
