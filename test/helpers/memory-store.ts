import type { ClaimStore } from '../../platform/deduplicate.ts';

/** The calls of a store that can be made to fail. */
export type StoreCall = 'get' | 'set' | 'delete';

/** A claim store in memory that keeps time by a clock which only the test moves, and does not answer where it is told not to. */
export class MemoryStore implements ClaimStore {
  /** Seconds. */
  now = 0;
  /** Which calls get no answer at the moment. */
  readonly broken = new Set<StoreCall>();
  readonly #entries = new Map<string, { readonly value: string; readonly until: number }>();

  /** What is stored and alive, by key. */
  get alive(): Record<string, string> {
    const entries = [...this.#entries].filter(([, { until }]) => this.now < until);
    return Object.fromEntries(entries.map(([key, { value }]) => [key, value]));
  }

  async get(key: string): Promise<string | null | undefined> {
    if (!(await this.#answers('get'))) return undefined;
    return this.alive[key] ?? null;
  }

  async set(key: string, value: string, seconds: number, onlyIfAbsent: boolean): Promise<boolean | undefined> {
    if (!(await this.#answers('set'))) return undefined;
    if (onlyIfAbsent && key in this.alive) return false;
    this.#entries.set(key, { value, until: this.now + seconds });
    return true;
  }

  async delete(key: string): Promise<boolean | undefined> {
    if (!(await this.#answers('delete'))) return undefined;
    return this.#entries.delete(key);
  }

  /** As over a network: not at once, and not always. */
  async #answers(call: StoreCall): Promise<boolean> {
    await Promise.resolve();
    return !this.broken.has(call);
  }
}
