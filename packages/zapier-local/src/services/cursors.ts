import type { Clock } from '../clock.ts';
import type { Rpc } from './rpc.ts';

/** Milliseconds that a cursor is kept: https://docs.zapier.com/platform/build-cli/core#zcursor */
const LIFETIME = 3_600_000;

/** The text of Zapier's own error: https://github.com/zapier/zapier-platform/issues/732 */
const REFUSED =
  "Invalid cursor operation. 'z.cursor' can only be used in 'perform' methods of polling triggers or 'performList' methods of hook triggers, and when 'canPaginate' is 'true'.";

/** Zapier's store behind `z.cursor`: one text for each Zap and method, for an hour. */
export const createCursors = (clock: Clock): Rpc => {
  const entries = new Map<string, { readonly cursor: unknown; readonly expires: number }>();
  const methods: Record<string, (storeKey: string, params: readonly unknown[]) => unknown> = {
    get_cursor: (storeKey) => {
      const entry = entries.get(storeKey);
      return entry && entry.expires > clock.now() ? entry.cursor : null;
    },
    set_cursor: (storeKey, [cursor]) => {
      entries.set(storeKey, { cursor, expires: clock.now() + LIFETIME });
      return null;
    },
  };
  return ({ method, params, storeKey }) => {
    const run = methods[method];
    if (!run) return undefined;
    return typeof storeKey === 'string' ? { result: run(storeKey, params) } : { error: REFUSED };
  };
};
