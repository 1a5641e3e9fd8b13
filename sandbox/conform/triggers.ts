import { ANY_EVENT, type Event } from '../../triggers/define-event.ts';

/**
 * The triggers that a run uses: all, where the app creates their webhooks. Otherwise somebody must add a URL for each, so the trigger
 * for any event is enough.
 */
export const triggersFor = (events: readonly Event[]): readonly Event[] => {
  const [first] = events;
  if (!first || first.provider.subscriptions) return events;
  return [events.find(({ type }) => type === ANY_EVENT) ?? first];
};
