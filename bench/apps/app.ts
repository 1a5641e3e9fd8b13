import { createApp, createDefinition } from '../../app.ts';
import type { Integration } from '../../integrations.ts';
import { integrations } from '../../integrations.ts';
import { fastDefinition } from '../../platform/fast-definition.ts';
import bare from './bare.ts';
import reading from './reading.ts';

const everyEvent = integrations.flatMap(({ provider, events }) => events.map((event) => ({ provider, event })));

/** The whole app with its first triggers only, or with more than it has: then they come again under other keys. */
const withTriggers = (count: number): readonly Integration[] => {
  const chosen = Array.from({ length: count }, (_, at) => {
    const found = everyEvent[at % everyEvent.length];
    if (!found) throw new Error('There are no events');
    const again = Math.floor(at / everyEvent.length);
    const key = again === 0 ? found.event.key : `${found.event.key}_${again}`;
    return { provider: found.provider, event: { ...found.event, key } };
  });
  return integrations.map(({ provider, actions: creates = [] }) => ({
    provider,
    events: chosen.filter((one) => one.provider === provider).map(({ event }) => event),
    creates,
  }));
};

/** The app with one trigger, and more that are nothing but a key. */
const withKeys = (count: number) => {
  const app = createDefinition(withTriggers(1));
  const keys = Array.from({ length: count - 1 }, (_, at) => `key_${at}`);
  return fastDefinition({
    ...app,
    triggers: { ...app.triggers, ...Object.fromEntries(keys.map((key) => [key, { key }])) },
  });
};

/**
 * Makes an app by name: `bare`, `reading`, `full`; `grown 25`, the app with 25 triggers; `plain 25`, the same without what makes its
 * definition cheap to copy; `keys 25`, with one trigger and 24 that say nothing.
 */
export const appNamed = (name: string): object => {
  const [kind, count] = name.split(' ');
  switch (kind) {
    case 'bare':
      return bare;
    case 'reading':
      return reading;
    case 'full':
      return createApp(integrations);
    case 'grown':
      return createApp(withTriggers(Number(count)));
    case 'keys':
      return withKeys(Number(count));
    case 'plain':
      return createDefinition(withTriggers(Number(count)));
    default:
      throw new Error(`There is no app ${name}`);
  }
};
