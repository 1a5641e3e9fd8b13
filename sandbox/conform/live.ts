import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveZap } from './plan.ts';

/** How a live run talks to the person who runs it. */
export interface Wait {
  readonly seconds: number;
  readonly signal: AbortSignal;
  say(text: string): void;
}

const INTERVAL = 250;

/** What to do with the URLs: nothing where the app created the webhooks. */
const instructions = ({ event, zap }: LiveZap): readonly string[] => {
  const { provider, label } = event;
  if (provider.subscriptions) return [];
  const steps = provider.directions?.((field) => provider.connection.fields[field]?.label ?? field).steps ?? [];
  return [`Webhook URL of “${label}”: ${zap.url}`, ...steps.map((step, index) => `  ${index + 1}. ${step}`)];
};

/** Waits for the first delivery, and until the app has finished with it. */
export const waitForEvents = async (zaps: readonly LiveZap[], { seconds, signal, say }: Wait): Promise<void> => {
  const [first] = zaps;
  if (!first) return;
  for (const line of zaps.flatMap(instructions)) say(line);
  const names = zaps.map(({ event }) => `“${event.label}”`).join(', ');
  say(`Waiting up to ${seconds} seconds for an event of ${names}. Trigger one in ${first.event.provider.label} now.`);
  const until = Date.now() + 1000 * seconds;
  const runs = () => zaps.flatMap(({ zap }) => zap.runs);
  const isDone = () => runs().length > 0 && runs().every(({ isOver }) => isOver);
  while (!isDone() && Date.now() < until && !signal.aborted) await sleep(INTERVAL);
  say(runs().length > 0 ? 'An event arrived.' : 'No event arrived.');
};
