import { refusalIn } from './refusal.ts';

/** Makes the error of a refused `fetch` name the host: Node only says “fetch failed”, which apps pass on. */
export const explainFetch = (): void => {
  const original = globalThis.fetch;
  globalThis.fetch = async (...args) => {
    try {
      return await original(...args);
    } catch (error) {
      const refusal = refusalIn(error);
      throw refusal ? new TypeError(`fetch failed: ${refusal.message}`, { cause: refusal }) : error;
    }
  };
};
