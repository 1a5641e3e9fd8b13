import { randomUUID } from 'node:crypto';
import type { Scheme } from '../../verification/scheme.ts';
import type { Target } from './emulator.ts';

/**
 * The settings page where users add URLs, for a provider without a subscription API.
 *
 * @param targets the provider's webhooks, changed in place
 * @param toPastedUrl the URL to paste according to the trigger's directions, such as one with a token
 */
export const manualWebhooks = (
  targets: Target[],
  secret: string,
  toPastedUrl: (url: string) => string = (url) => url,
) => ({
  addTarget(url: string, scheme: Scheme): Target {
    const target: Target = { id: randomUUID(), url: toPastedUrl(url), types: 'every', secret, scheme };
    targets.push(target);
    return target;
  },
  removeTarget(id: string): void {
    const index = targets.findIndex((target) => target.id === id);
    if (index >= 0) targets.splice(index, 1);
  },
});
