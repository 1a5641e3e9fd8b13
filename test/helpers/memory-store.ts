import type { ClaimStore } from '../../proofs/claim.ts';

/** The calls of a store that can be made to fail. */
export type StoreCall = 'get' | 'set' | 'delete';

/** A claim store in memory that keeps time by a clock which only the test moves, and fails where it is told to. */
export class MemoryStore implements ClaimStore {
  /** Seconds. */
  now = 0;
  /** Which calls throw at the moment. */
  readonly broken = new Set<StoreCall>();
  readonly #entries = new Map<string, { readonly value: string; readonly until: number }>();

  /** What is stored and alive, by key. */
  get alive(): Record<string, string> {
    const entries = [...this.#entries].filter(([, { until }]) => this.now < until);
    return Object.fromEntries(entries.map(([key, { value }]) => [key, value]));
  }

  async get(key: string): Promise<string | null> {
    await this.#answer('get');
    return this.alive[key] ?? null;
  }

  async set(key: string, value: string, seconds: number, onlyIfAbsent: boolean): Promise<boolean> {
    await this.#answer('set');
    if (onlyIfAbsent && key in this.alive) return false;
    this.#entries.set(key, { value, until: this.now + seconds });
    return true;
  }

  async delete(key: string): Promise<boolean> {
    await this.#answer('delete');
    return this.#entries.delete(key);
  }

  /** As over a network: not at once, and not always. */
  async #answer(call: StoreCall): Promise<void> {
    await Promise.resolve();
    if (this.broken.has(call)) throw new Error(`The store does not answer ${call}`);
  }
}
