import { type Connection, type Zapier, ZapierError } from 'zapier-local';
import * as z from 'zod';
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
  altersDynamicFields: z.boolean().optional(),
  choices: z.union([z.record(z.string(), z.string()), z.array(z.unknown())]).optional(),
});

const NO_CONNECTION: Connection = { id: 'none', label: '', authData: {} };

/** Asks the app for the fields of a form or of an output, as the Zap editor does. Some are computed from the input so far. */
export const askFields = async (
  zapier: Zapier,
  method: `${'triggers' | 'creates'}.${string}.operation.${'inputFields' | 'outputFields'}`,
  connection: Connection = NO_CONNECTION,
  inputData: Readonly<Record<string, unknown>> = {},
): Promise<readonly FieldView[]> => {
  const outcome = await zapier.call(method, { inputData }, connection);
  if (!outcome.ok) throw new ZapierError(outcome.error);
  return z.array(FIELD).parse(outcome.results ?? []);
};
