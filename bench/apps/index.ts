import { createApp, createDefinition } from '../../app.ts';
import { type Integration, integrations } from '../../integrations.ts';
import { fastDefinition } from '../../platform/fast-definition.ts';
import { minimal, minimalWithFlags } from './minimal.ts';

const allEvents = integrations.flatMap(({ events }) => events);

/** The app with a number of triggers. Beyond the triggers that it has, they repeat under other keys. */
const withTriggers = (count: number): readonly Integration[] => {
  const events = Array.from({ length: count }, (_, index) => {
    const event = allEvents[index % allEvents.length];
    if (!event) throw new Error('The app has no events');
    const repetition = Math.floor(index / allEvents.length);
    return repetition === 0 ? event : { ...event, key: `${event.key}_${repetition}` };
  });
  return integrations.map((integration) => ({
    ...integration,
    events: events.filter(({ provider }) => provider === integration.provider),
  }));
};

/** The app with one trigger and more triggers that consist of a key only. */
const withKeys = (count: number) => {
  const app = createDefinition(withTriggers(1));
  const keys = Array.from({ length: count - 1 }, (_, index) => `key_${index}`);
  return fastDefinition({
    ...app,
    triggers: { ...app.triggers, ...Object.fromEntries(keys.map((key) => [key, { key }])) },
  });
};

/** The kinds of apps that grow. `keys` has one trigger, the others are only keys; `slow` is the app without `fastDefinition`. */
export type GrowingApp = 'triggers' | 'keys' | 'slow';

/** The name of an app: the two minimal ones have the baselines, `full` is the app, `triggers 25` is the app with 25 triggers. */
export type AppName = 'minimal' | 'minimal-with-flags' | 'full' | `${GrowingApp} ${number}`;

/** Creates an app by its {@link AppName}. */
export const createAppNamed = (name: string): object => {
  const [kind, count] = name.split(' ');
  switch (kind) {
    case 'minimal':
      return minimal;
    case 'minimal-with-flags':
      return minimalWithFlags;
    case 'full':
      return createApp(integrations);
    case 'triggers':
      return createApp(withTriggers(Number(count)));
    case 'keys':
      return withKeys(Number(count));
    case 'slow':
      return createDefinition(withTriggers(Number(count)));
    default:
      throw new Error(`Unknown app: ${name}`);
  }
};
