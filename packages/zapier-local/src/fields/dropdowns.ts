import { isRecord, type JsonObject } from '../records.ts';
import type { AppCalls } from '../zapier/app-calls.ts';
import { type ActionName, isCallable } from '../zapier/definition.ts';
import { findAction } from '../zapier/find-action.ts';
import { createMeta } from '../zapier/meta.ts';
import { toItems } from '../zapier/results.ts';
import { type Connection, ZapierError } from '../zapier/zaps.ts';
import { type Choices, listedChoices, performedChoices, staticChoices } from './choices.ts';
import { inputError } from './input-error.ts';
import type { InputField } from './input-field.ts';

/** The path of the function or request in a field's `choices`, such as `0.choices.perform`. */
const findPerform = (fields: unknown, key: string): string | undefined => {
  if (!Array.isArray(fields)) return undefined;
  for (const [index, field] of fields.entries()) {
    if (!isRecord(field)) continue;
    const { key: found, choices, children } = field;
    if (found === key && isRecord(choices) && isCallable(choices['perform'])) return `${index}.choices.perform`;
    const inChildren = findPerform(children, key);
    if (inChildren !== undefined) return `${index}.children.${inChildren}`;
  }
  return undefined;
};

/** Fills the dropdowns of forms. */
export class Dropdowns {
  readonly #calls: AppCalls;

  constructor(calls: AppCalls) {
    this.#calls = calls;
  }

  async choicesOf(
    action: ActionName,
    field: InputField,
    connection: Connection,
    input: JsonObject,
    page: number | string,
  ): Promise<Choices> {
    const { operation } = findAction(await this.#calls.definition(), action);
    const bundle = {
      inputData: input,
      inputDataRaw: input,
      meta: {
        ...createMeta({ isFillingDynamicDropdown: true, ...(typeof page === 'number' && { page }) }),
        ...(typeof page === 'string' && { paging_token: page }),
      },
    };
    if (field.dynamic !== undefined) return this.#byTrigger(field, field.dynamic, bundle, connection);
    const perform = findPerform(operation['inputFields'], field.key);
    if (perform === undefined) return { choices: staticChoices(field.choices) };
    const method = `${action}.operation.inputFields.${perform}`;
    return performedChoices(method, await this.#calls.results(method, bundle, connection));
  }

  /** A REST hook has performList for this. */
  async #byTrigger(field: InputField, dynamic: string, bundle: JsonObject, connection: Connection): Promise<Choices> {
    const [key = '', valueKey, labelKeys] = dynamic.split('.');
    const { triggers } = await this.#calls.definition();
    const trigger = Object.hasOwn(triggers, key) ? triggers[key] : undefined;
    if (!trigger || !valueKey) {
      const names = Object.keys(triggers).join(', ');
      throw inputError(
        `The dropdown “${field.key}” has dynamic: '${dynamic}', but the app has no trigger “${key}”. Its triggers: ${names}.`,
      );
    }
    const name = trigger.operation['type'] === 'hook' ? 'performList' : 'perform';
    const method = `triggers.${key}.operation.${name}`;
    const items = toItems(method, await this.#calls.results(method, bundle, connection));
    if ('error' in items) throw new ZapierError(items.error);
    return { choices: listedChoices(method, items.value, valueKey, labelKeys) };
  }
}
