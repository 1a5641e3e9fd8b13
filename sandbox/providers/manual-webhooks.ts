import { randomUUID } from 'node:crypto';
import type { Target } from './emulator.ts';

/**
 * The page of webhooks where a user of a provider without a subscription API pastes a URL.
 *
 * @param targets what the provider sends to, changed in place
 * @param asDirected what the directions ask the user to do with the URL before it is pasted
 */
export const manualWebhooks = (
  targets: Target[],
  secret: string,
  asDirected: (url: string) => string = (url) => url,
) => ({
  addTarget(url: string): Target {
    const target: Target = { id: randomUUID(), url: asDirected(url), types: 'every', secret };
    targets.push(target);
    return target;
  },
  removeTarget(id: string): void {
    const index = targets.findIndex((target) => target.id === id);
    if (index >= 0) targets.splice(index, 1);
  },
});
