import { connectionSecrets } from '../../platform/connection.ts';
import type { Context } from '../../platform/context.ts';
import { appError } from '../../platform/errors.ts';
import { rejectionError } from '../../platform/rejection-error.ts';
import { asString } from '../../schema/json.ts';
import { isTooDeep } from '../../verification/depth.ts';
import { usableSecrets } from '../../verification/secret.ts';
import type { Body } from '../../verification/verify.ts';
import type { Inputs } from '../provider.ts';
import { chooseSender, senderOf } from './choose-sender.ts';
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
  const settings = chooseSender(inputs);
  if (typeof settings === 'string') throw appError(context, settings);
  const { verifier } = settings;
  const secrets = usableSecrets(connectionSecrets(context.provider, context.auth));
  // Now, because otherwise every delivery would fail.
  if (!secrets.some((secret) => verifier.readKey(secret))) {
    throw rejectionError({ ...context, provider: { ...context.provider, ...settings } }, 'secret_unusable');
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
