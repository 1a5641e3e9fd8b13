import type { HandlerError } from '../process/outcome.ts';
import { isRecord, type JsonObject } from '../records.ts';

/** An error of Zapier, not of the app: the result of a method does not have the form that Zapier requires. */
const invalid = (message: string): HandlerError => ({ name: 'CheckError', message, stack: '' });

/** What a value is, in a sentence: `an object`, `an array`, `a string`, `nothing`. */
export const kindOf = (value: unknown): string => {
  // An app that returns undefined returns null in JSON.
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

/** A checked result. */
export type Checked<T> = { readonly value: T } | { readonly error: HandlerError };

/**
 * The items of a trigger's result. Zapier requires an array of objects.
 *
 * @param method such as `triggers.new_order.operation.perform`
 */
export const toItems = (method: string, results: unknown): Checked<readonly JsonObject[]> => {
  if (!Array.isArray(results)) {
    return { error: invalid(`${method} returned ${kindOf(results)}; a trigger must return an array of objects.`) };
  }
  const items: unknown[] = results;
  const wrong = items.findIndex((item) => !isRecord(item));
  if (wrong < 0) return { value: items.filter(isRecord) };
  const found = kindOf(items[wrong]);
  return {
    error: invalid(`${method} returned ${found} as item ${wrong + 1}; a trigger must return an array of objects.`),
  };
};

/** The result of performSubscribe. Zapier requires an object. */
export const toSubscription = (method: string, results: unknown): Checked<JsonObject> =>
  isRecord(results)
    ? { value: results }
    : {
        error: invalid(
          `${method} returned ${kindOf(results)}; it must return an object, which Zapier passes on as bundle.subscribeData.`,
        ),
      };
