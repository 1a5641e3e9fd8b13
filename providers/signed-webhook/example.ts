import type { Context } from '../../platform/context.ts';
import { appError } from '../../platform/errors.ts';
import { asString, isRecord } from '../../schema/json.ts';
import type { Body } from '../../verification/verify.ts';
import type { Inputs } from '../provider.ts';
import { senderOf } from './choose-sender.ts';
import type { SignedWebhookField } from './connection.ts';
import { readEventType } from './envelope.ts';
import { exampleField } from './fields.ts';
import { readAny } from './source.ts';

const parseExample = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The test record: the user's example body, or the sender's. Throws an error that says what the user has to change. */
export const exampleRecord = async (context: Context<SignedWebhookField>, inputs: Inputs): Promise<readonly Body[]> => {
  const sender = senderOf(inputs);
  if (typeof sender === 'string') throw appError(context, sender);
  const text = asString(inputs[exampleField.key])?.trim();
  const payload = text ? parseExample(text) : sender.example;
  if (!isRecord(payload)) {
    throw appError(context, `“${exampleField.label}” is not a JSON object. Copy a complete body, from { to }.`);
  }
  return [
    {
      sender: sender.key,
      event_type: readEventType(sender, payload) ?? sender.exampleType ?? null,
      delivery_id: readAny(sender.id, payload, undefined) ?? 'example',
      sent_at: sender.scheme.timestamp ? new Date().toISOString() : null,
      payload,
    },
  ];
};
