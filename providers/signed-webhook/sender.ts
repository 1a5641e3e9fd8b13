import type { HmacScheme } from '../../verification/scheme.ts';
import type { Body } from '../../verification/verify.ts';

/**
 * Where a value is: a path in the body such as `data.id`, or a header such as `header:X-Event-Id`. Alternatives are separated by `|`;
 * the first that contains text or a number is used.
 */
export type Source = string;

/** How a sender signs its webhooks, and what they contain. */
export interface SenderDescription {
  readonly scheme: HmacScheme;
  /** Where the event type is. Several parts are joined with full stops. */
  readonly eventType?: readonly Source[];
  /** Where the ID of the delivery is. It must be the same for every re-send of an event, and different for two events. */
  readonly id?: Source;
  /** Whether a body is one of an event, whose ID identifies it. By default every body is. */
  isEvent?(payload: unknown): boolean;
  /** Whether two events may have the same body. Only a signed time distinguishes them, otherwise they are duplicates for ten minutes. */
  readonly bodiesRepeat?: boolean;
  /** A short body, as the sender documents it. */
  readonly example: Body;
  /** The event type of the example, if it is in a header. */
  readonly exampleType?: string;
}

/** A sender with a known scheme. */
export interface SenderDefinition extends SenderDescription {
  /** Where the webhook URL and the secret are in the sender's product. Markdown. */
  readonly setup: string;
  /** The sender's documentation. */
  readonly docs: string;
}
