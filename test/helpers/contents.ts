import { asRecord, type JsonObject } from '../../schema/json.ts';
import type { Event } from '../../triggers/define-event.ts';

/** The sender's body in a trigger's output: the output itself, or what its envelope contains. */
export const contentOf = ({ provider }: Event, output: JsonObject | undefined): JsonObject =>
  asRecord(provider.choice ? output?.['payload'] : output);
