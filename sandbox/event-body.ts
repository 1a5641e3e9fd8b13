import { ANY_EVENT, type Event, payloadSample } from '../triggers/define-event.ts';

/** The type with which the provider sends an event. A trigger for every event uses the type in its sample. */
export const typeOf = (event: Event): string =>
  event.type === ANY_EVENT ? (event.provider.eventType(payloadSample(event), event.type) ?? event.type) : event.type;

/** The body that the provider documents for an event, with changes. */
export const bodyOf = (event: Event, changes: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ ...payloadSample(event), ...changes });
