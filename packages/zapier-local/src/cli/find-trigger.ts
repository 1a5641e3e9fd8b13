import type { Action, Definition } from '../zapier/definition.ts';
import { describeTriggers } from './describe-trigger.ts';
import { UsageError } from './usage-error.ts';

/** The number of characters to insert, delete or replace to get from one text to another. */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, character] of [...from].entries()) {
    const next = [index + 1];
    for (const [at, other] of [...to].entries()) {
      const replaced = (row[at] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
};

/** The key that a mistyped one probably means. */
const nearest = (key: string, keys: readonly string[]): string | undefined => {
  const [first] = keys
    .map((known) => ({ known, far: distance(key.toLowerCase(), known.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  return first && first.far <= Math.max(2, key.length / 2) ? first.known : undefined;
};

/** Finds a trigger by its key. Throws a UsageError with the nearest key and all others. */
export const findTrigger = (definition: Definition, key: string): Action => {
  const { triggers, searches, creates } = definition;
  const found = Object.hasOwn(triggers, key) ? triggers[key] : undefined;
  if (found) return found;
  const keys = describeTriggers(definition).map((trigger) => trigger.key);
  if (keys.length === 0) throw new UsageError('This app has no triggers.');
  const isAction = Object.hasOwn(searches, key) || Object.hasOwn(creates, key);
  const near = isAction ? undefined : nearest(key, keys);
  throw new UsageError(
    [
      isAction ? `${key} is an action, not a trigger.` : `This app has no trigger ${key}.`,
      ...(near === undefined ? [] : [`Did you mean ${near}?`]),
      `Its triggers: ${keys.join(', ')}.`,
    ].join(' '),
  );
};
