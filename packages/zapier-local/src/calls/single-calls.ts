import { isRecord, type JsonObject } from '../records.ts';
import type { AppCalls } from '../zapier/app-calls.ts';
import type { ActionName } from '../zapier/definition.ts';
import { findAction } from '../zapier/find-action.ts';
import { createMeta, type Meta } from '../zapier/meta.ts';
import { kindOf, toItems } from '../zapier/results.ts';
import { type Connection, ZapierError } from '../zapier/zaps.ts';
import { findMissingKey } from './primary-key.ts';

type Items = readonly JsonObject[];

/** A page of a search's results. */
export interface SearchPage {
  readonly items: Items;
  /** The token of the next page, if the app returned one. */
  readonly pagingToken?: string;
}

/** The Zap editor asks for samples. */
const SAMPLE = createMeta({ isLoadingSample: true });

const checkError = (message: string): ZapierError => new ZapierError({ name: 'CheckError', message, stack: '' });

/** Calls of actions outside a Zap, as the Zap editor makes them. All methods throw the error that the user would see. */
export class SingleCalls {
  readonly #calls: AppCalls;

  constructor(calls: AppCalls) {
    this.#calls = calls;
  }

  /** The newest items of a trigger: `perform` of a polling trigger, `performList` of a REST hook. */
  async list(key: string, connection: Connection, input: JsonObject): Promise<Items> {
    const trigger = findAction(await this.#calls.definition(), `triggers.${key}`);
    const isHook = trigger.operation['type'] === 'hook';
    const name = isHook ? 'performList' : 'perform';
    const method = `triggers.${key}.operation.${name}`;
    if (!(name in trigger.operation)) throw checkError(`triggers.${key} has no ${name}.`);
    const checked = toItems(method, await this.#results(method, connection, input, SAMPLE));
    if ('error' in checked) throw new ZapierError(checked.error);
    const missing = isHook ? undefined : findMissingKey(trigger, checked.value);
    if (missing !== undefined) {
      throw checkError(`${method} returned items that Zapier cannot deduplicate: ${missing}.`);
    }
    return checked.value;
  }

  /** The first page of a search, or the page with a token. */
  async search(key: string, connection: Connection, input: JsonObject, pagingToken?: string): Promise<SearchPage> {
    const search = findAction(await this.#calls.definition(), `searches.${key}`);
    const method = `searches.${key}.operation.perform`;
    const meta = { ...SAMPLE, ...(pagingToken !== undefined && { paging_token: pagingToken }) };
    const results = await this.#results(method, connection, input, meta);
    const isPaged = search.operation['canPaginate'] === true && isRecord(results);
    const { results: items, paging_token: next } = isPaged ? results : { results };
    if (!Array.isArray(items)) {
      throw checkError(`${method} returned ${kindOf(items)}; a search must return an array, the best match first.`);
    }
    const found: unknown[] = items;
    return {
      items: found.filter(isRecord),
      ...(typeof next === 'string' && next !== '' && { pagingToken: next }),
    };
  }

  /** Runs an action, and returns what the Zap's next steps can use. */
  async create(key: string, connection: Connection, input: JsonObject): Promise<JsonObject> {
    findAction(await this.#calls.definition(), `creates.${key}`);
    return this.#object(`creates.${key}.operation.perform`, connection, input, createMeta());
  }

  /** One record by `performGet` of a search or create, which the `get` of a resource becomes. */
  async get(action: ActionName, connection: Connection, input: JsonObject): Promise<JsonObject> {
    const { operation } = findAction(await this.#calls.definition(), action);
    if (!('performGet' in operation)) throw checkError(`${action} has no performGet.`);
    return this.#object(`${action}.operation.performGet`, connection, input, SAMPLE);
  }

  async #object(method: string, connection: Connection, input: JsonObject, meta: Meta): Promise<JsonObject> {
    const result = await this.#results(method, connection, input, meta);
    if (!isRecord(result)) throw checkError(`${method} returned ${kindOf(result)}; an action must return an object.`);
    return result;
  }

  #results(method: string, connection: Connection, input: JsonObject, meta: object): Promise<unknown> {
    return this.#calls.results(method, { inputData: input, inputDataRaw: input, meta }, connection);
  }
}
