import { connectionSecrets, fieldNames } from '../../platform/connection.ts';
import type { Context } from '../../platform/context.ts';
import { appError } from '../../platform/errors.ts';
import { rejectionError } from '../../platform/rejection-error.ts';
import { asString } from '../../schema/json.ts';
import { isTooDeep } from '../../verification/depth.ts';
import { type Body, readKeys } from '../../verification/verify.ts';
import type { Inputs } from '../input-fields.ts';
import { senderOf, settingsOf } from './choose-sender.ts';
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
  const provider = { ...context.provider, ...settingsOf(sender) };
  const names = fieldNames(provider, provider.secret.field);
  // Now, because otherwise every delivery would fail.
  if (readKeys(provider.verifier, connectionSecrets(provider, context.auth), names).length === 0) {
    throw rejectionError({ ...context, provider }, 'secret_unusable');
  }
  const text = asString(inputs[exampleField.key])?.trim();
  const payload = text ? parseExample(text) : sender.example;
  if (typeof payload !== 'object' || payload === null) {
    throw appError(context, `“${exampleField.label}” is not JSON. Copy a complete body, from { to }.`);
  }
  if (isTooDeep(payload)) throw appError(context, `“${exampleField.label}” is nested too deeply. Enter a shorter one.`);
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
