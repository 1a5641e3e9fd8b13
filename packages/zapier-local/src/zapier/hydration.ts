import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { isRecord } from '../records.ts';
import type { AppCalls } from './app-calls.ts';
import { type Connection, ZapierError } from './zaps.ts';

const POINTER = /hydrate\|\|\|([^|]+)\|\|\|hydrate/g;
const WHOLE_POINTER = /^hydrate\|\|\|([^|]+)\|\|\|hydrate$/;
const HOIST = '$HOIST$';
/** Seconds that Zapier keeps a result: https://github.com/zapier/zapier-platform/blob/main/changelog/v14-v16.md */
const DEFAULT_CACHE = 300;
/** A hydrator may return pointers. Endless ones are an error. */
const MAX_DEPTH = 10;

interface Payload {
  readonly method: string;
  readonly bundle: Readonly<Record<string, unknown>>;
  readonly cacheExpiration?: number;
}

const fail = (message: string) => new ZapierError({ name: 'DehydrateError', message, stack: '' });

/** Resolves what `z.dehydrate` and `z.dehydrateFile` returned, as Zapier does when a later step uses the value. */
export class Hydration {
  readonly #calls: AppCalls;
  readonly #secret: string;
  readonly #clock: Clock;
  readonly #cache = new Map<string, { readonly value: unknown; readonly expires: number }>();

  /** @param secret the value of `_ZAPIER_ONE_TIME_SECRET` in the app's environment, with which core signs pointers */
  constructor(calls: AppCalls, secret: string, clock: Clock) {
    this.#calls = calls;
    this.#secret = secret;
    this.#clock = clock;
  }

  /** Replaces all pointers in a value by the results of their hydrators. Throws the error that the user would see. */
  async hydrate(value: unknown, connection: Connection, depth = 0): Promise<unknown> {
    if (typeof value === 'string') return this.#hydrateText(value, connection, depth);
    if (Array.isArray(value)) return Promise.all(value.map((item) => this.hydrate(item, connection, depth)));
    if (!isRecord(value)) return value;
    const entries: [string, unknown][] = [];
    for (const [key, item] of Object.entries(value)) {
      const hydrated = await this.hydrate(item, connection, depth);
      if (key === HOIST && isRecord(hydrated)) entries.push(...Object.entries(hydrated));
      else entries.push([key, hydrated]);
    }
    return Object.fromEntries(entries);
  }

  async #hydrateText(text: string, connection: Connection, depth: number): Promise<unknown> {
    const whole = WHOLE_POINTER.exec(text)?.[1];
    if (whole !== undefined) return this.#resolve(whole, connection, depth);
    let rest = text;
    for (const [pointer, content = ''] of text.matchAll(POINTER)) {
      const value = await this.#resolve(content, connection, depth);
      rest = rest.replace(pointer, () => (typeof value === 'string' ? value : JSON.stringify(value)));
    }
    return rest;
  }

  async #resolve(content: string, connection: Connection, depth: number): Promise<unknown> {
    if (depth >= MAX_DEPTH) throw fail(`Hydrators returned pointers to hydrators ${MAX_DEPTH} times.`);
    const name = JSON.stringify([connection.id, content]);
    const cached = this.#cache.get(name);
    if (cached && cached.expires > this.#clock.now()) return cached.value;
    const { method, bundle, cacheExpiration = DEFAULT_CACHE } = this.#read(content);
    const result = await this.#calls.results(method, { inputData: bundle }, connection);
    const value = await this.hydrate(result, connection, depth + 1);
    this.#cache.set(name, { value, expires: this.#clock.now() + 1000 * cacheExpiration });
    return value;
  }

  /** Core signs the Base64 text of the payload, and appends the signature. */
  #read(content: string): Payload {
    const [payload = '', signature = ''] = content.split(':');
    const expected = createHmac('sha1', this.#secret).update(payload).digest();
    const actual = Buffer.from(signature, 'base64');
    if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
      throw fail('The signature of a hydration pointer is wrong. Return what z.dehydrate() returned, unchanged.');
    }
    // Core wrote it: see zapier-platform-core `src/tools/create-dehydrator.js`.
    return JSON.parse(Buffer.from(payload, 'base64').toString('utf8')) as Payload;
  }
}
