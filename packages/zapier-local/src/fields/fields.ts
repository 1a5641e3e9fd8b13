import type { JsonObject } from '../records.ts';
import type { AppCalls } from '../zapier/app-calls.ts';
import { type ActionName, isFunction } from '../zapier/definition.ts';
import { findAction } from '../zapier/find-action.ts';
import { createMeta } from '../zapier/meta.ts';
import type { Connection } from '../zapier/zaps.ts';
import type { Choices } from './choices.ts';
import { cleanInput, convertInput } from './convert-input.ts';
import { Dropdowns } from './dropdowns.ts';
import { fillDefaults, requireFields } from './fill-input.ts';
import { type InputField, parseFields } from './input-field.ts';

/** A default may alter fields whose defaults alter others. */
const MAX_ROUNDS = 10;

/** The forms of triggers, searches and creates, as the Zap editor shows them. All methods throw the error that the user would see. */
export class Fields {
  readonly #calls: AppCalls;
  readonly #dropdowns: Dropdowns;

  constructor(calls: AppCalls) {
    this.#calls = calls;
    this.#dropdowns = new Dropdowns(calls);
  }

  /**
   * The fields of an action's form. Functions among them compute theirs from the input so far.
   *
   * @param action such as `triggers.new_order`
   */
  async inputFields(
    action: ActionName,
    connection: Connection,
    input: JsonObject = {},
  ): Promise<readonly InputField[]> {
    const { operation } = findAction(await this.#calls.definition(), action);
    const method = `${action}.operation.inputFields`;
    const { inputFields = [] } = operation;
    const hasFunctions = [inputFields].flat().some(isFunction);
    if (!hasFunctions) return parseFields(method, [inputFields].flat());
    const bundle = { inputData: input, inputDataRaw: input, meta: createMeta() };
    return parseFields(method, await this.#calls.results(method, bundle, connection));
  }

  /**
   * The options of a dropdown: static ones, those of a function in `choices.perform`, or those of the trigger that `dynamic` names.
   * A field without options has none.
   *
   * @param field a field of `inputFields`
   * @param page the number of the page, from 0, or the token that the page before has returned
   */
  choicesOf(
    action: ActionName,
    field: InputField,
    connection: Connection,
    input: JsonObject = {},
    page: number | string = 0,
  ): Promise<Choices> {
    return this.#dropdowns.choicesOf(action, field, connection, input, page);
  }

  /**
   * The input as the app receives it when a Zap with it runs: defaults are filled in, texts of numbers and booleans are converted, and
   * empty values are removed unless `cleanInputData` is false. Throws an error that names the required fields without a value.
   */
  async withDefaults(action: ActionName, connection: Connection, input: JsonObject = {}): Promise<JsonObject> {
    const { fields, filled } = await this.#fill(action, connection, input);
    requireFields(action, fields, filled);
    const converted = convertInput(fields, filled);
    const definition = await this.#calls.definition();
    const { cleanInputData = definition.flags['cleanInputData'] } = findAction(definition, action).operation;
    return cleanInputData === false ? converted : cleanInput(converted);
  }

  /** The editor asks for the fields again when a value changes that has `altersDynamicFields`, and a default is such a change. */
  async #fill(action: ActionName, connection: Connection, input: JsonObject) {
    let filled = input;
    for (let round = 1; ; round += 1) {
      const fields = await this.inputFields(action, connection, filled);
      const before = filled;
      filled = fillDefaults(fields, before);
      const isAltered = fields.some(
        ({ key, altersDynamicFields }) => altersDynamicFields && !(key in before) && key in filled,
      );
      if (!isAltered || round === MAX_ROUNDS) return { fields, filled };
    }
  }
}
