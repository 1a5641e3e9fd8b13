import { event } from './event.ts';

/** All events of Firespring. Its event types are not documented, so there is one trigger. */
export const firespringEvents = [event];
