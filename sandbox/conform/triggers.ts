import { ANY_EVENT, type Event } from '../../triggers/define-event.ts';

/**
 * The triggers that a run uses. These are all triggers if the app creates their webhooks. Otherwise the user adds a URL for each of them, so
 * only the trigger for any event is used.
 */
export const triggersFor = (events: readonly Event[]): readonly Event[] => {
  const [first] = events;
  if (!first || first.provider.subscriptions) return events;
  return [events.find(({ type }) => type === ANY_EVENT) ?? first];
};
