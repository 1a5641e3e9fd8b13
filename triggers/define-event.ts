import * as z from 'zod/mini';
import type { Filter, Provider } from '../providers/provider.ts';

/** An object schema that lets unknown fields through. */
export type Shape = z.ZodMiniObject<z.core.$ZodShape, z.core.$loose>;

/** An event's `type` that stands for every event of its provider. */
export const ANY_EVENT = '*';

/** What an event file says. */
export interface EventDefinition<Payload extends Shape, Added extends z.core.$ZodShape> {
  /** The provider's own name of the event. */
  readonly type: string;
  /** The trigger's key in Zapier: public, and never renamed. */
  readonly key: string;
  readonly noun: string;
  readonly label: string;
  readonly description: string;
  /** What the provider sends. */
  readonly payload: Payload;
  /** What is added to that after the proof. */
  readonly added?: Added;
  /** What the Zap gets, as the provider documents it. */
  readonly sample: z.input<Payload> & z.input<z.ZodMiniObject<Added>>;
  readonly filters?: readonly Filter[];
}

/** One event of one provider, as shared code sees it. */
export interface Event extends Omit<EventDefinition<Shape, z.core.$ZodShape>, 'added' | 'sample'> {
  readonly provider: Provider;
  /** What the Zap gets. */
  readonly output: Shape;
  readonly sample: Readonly<Record<string, unknown>>;
}

/** Defines an event. A sample that breaks its schema does not compile. */
export const defineEvent = <Payload extends Shape, Added extends z.core.$ZodShape = Record<never, never>>(
  provider: Provider,
  words: EventDefinition<Payload, Added>,
): Event => ({ ...words, provider, output: words.added ? z.extend(words.payload, words.added) : words.payload });

/** The part of an event's sample that the provider sends; the rest is added after the proof. */
export const wireSample = ({ sample, payload }: Pick<Event, 'sample' | 'payload'>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(sample).filter(([key]) => key in payload.shape));
