import { event } from './event.ts';

/** Every event of Firespring: its event types are open, so one trigger takes them all. */
export const firespringEvents = [event];
