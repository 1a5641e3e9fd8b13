import * as z from 'zod';
import type { Zapier } from '../zapier/zapier.ts';
import type { Connection } from '../zapier/zaps.ts';
import { ZapierError } from '../zapier/zaps.ts';
import type { FieldView } from './protocol.ts';

const FIELD = z.object({
  key: z.string(),
  label: z.string().optional(),
  type: z.string().optional(),
  helpText: z.string().optional(),
  required: z.boolean().optional(),
  placeholder: z.string().optional(),
  default: z.string().optional(),
  list: z.boolean().optional(),
  dict: z.boolean().optional(),
  choices: z.union([z.record(z.string(), z.string()), z.array(z.unknown())]).optional(),
});

/** Before there is a connection, fields are asked for without one. */
const NOBODY: Connection = { id: 'nobody', label: '', authData: {} };

/** Asks the app for the fields of a form or of an output, as the Zap editor does: some are made by functions. */
export const askFields = async (
  zapier: Zapier,
  place: `${'triggers' | 'creates'}.${string}.operation.${'inputFields' | 'outputFields'}`,
  connection: Connection = NOBODY,
): Promise<readonly FieldView[]> => {
  const outcome = await zapier.call(place, { inputData: {} }, connection);
  if (!outcome.ok) throw new ZapierError(outcome.error);
  return z.array(FIELD).parse(outcome.results ?? []);
};
