import * as z from 'zod/mini';
import type { Filter, Provider } from '../providers/provider.ts';
import type { ObjectSchema } from '../schema/fields.ts';

/** The `type` of a trigger for every event of its provider. */
export const ANY_EVENT = '*';

/** The content of an event file. */
export interface EventDefinition<Payload extends ObjectSchema, Added extends z.core.$ZodShape> {
  /** The provider's name of the event. */
  readonly type: string;
  /** The trigger's key in Zapier: public, and never renamed. */
  readonly key: string;
  readonly noun: string;
  readonly label: string;
  readonly description: string;
  /** The body that the provider sends. */
  readonly payload: Payload;
  /** Fields that are added after verification. */
  readonly added?: Added;
  /** The trigger's output, as the provider documents it. */
  readonly sample: z.input<Payload> & z.input<z.ZodMiniObject<Added>>;
  readonly filters?: readonly Filter[];
  /** How long duplicates are recognized, in seconds; by default as long as the provider says. */
  readonly deduplicationWindow?: number;
}

/** An event of a provider, as shared code sees it. */
export interface Event extends Omit<EventDefinition<ObjectSchema, z.core.$ZodShape>, 'added' | 'sample'> {
  readonly provider: Provider;
  /** The trigger's output. */
  readonly output: ObjectSchema;
  readonly sample: Readonly<Record<string, unknown>>;
}

/** Defines an event. A sample that does not match its schema does not compile. */
export const defineEvent = <Payload extends ObjectSchema, Added extends z.core.$ZodShape = Record<never, never>>(
  provider: Provider,
  definition: EventDefinition<Payload, Added>,
): Event => {
  const { payload, added } = definition;
  return { ...definition, provider, output: added ? z.extend(payload, added) : payload };
};

/** The part of an event's sample that the provider sends. */
export const payloadSample = ({ sample, payload }: Pick<Event, 'sample' | 'payload'>): Event['sample'] =>
  Object.fromEntries(Object.entries(sample).filter(([key]) => key in payload.shape));
