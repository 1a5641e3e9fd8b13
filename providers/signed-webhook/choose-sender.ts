import { asString } from '../../schema/json.ts';
import { hmac } from '../../verification/hmac.ts';
import type { Inputs } from '../input-fields.ts';
import type { SenderSettings } from '../provider.ts';
import { contentId } from './content-id.ts';
import { filtersByType, readCustom } from './custom.ts';
import { idSource, toEnvelope } from './envelope.ts';
import { CUSTOM, senderField } from './fields.ts';
import type { SenderDescription } from './sender.ts';
import { isKnown, SENDER_LABELS } from './sender-labels.ts';
import { SENDERS } from './senders/index.ts';
import { readSignedId } from './source.ts';

const DAY = 86_400;
/** For senders whose events may have equal bodies, without a time. */
const TEN_MINUTES = 600;

/** A chosen sender. */
export interface ChosenSender extends SenderDescription {
  readonly key: string;
  readonly label: string;
}

/** The chosen sender, or what the user has to change. */
export const senderOf = (inputs: Inputs): ChosenSender | string => {
  const key = asString(inputs[senderField.key]);
  if (isKnown(key)) {
    const sender = { ...SENDERS[key], key, label: SENDER_LABELS[key] };
    if (sender.eventType || !filtersByType(inputs)) return sender;
    return `${sender.label} does not send an event type, so events cannot be filtered by it. Clear “Event Types”.`;
  }
  if (key !== CUSTOM) {
    return `“${senderField.label}” is ${key ? 'not one of the choices' : 'empty'}. Select the sender of the webhooks.`;
  }
  const sender = readCustom(inputs);
  return typeof sender === 'string' ? sender : { ...sender, key, label: 'Custom sender' };
};

const createSettings = (sender: ChosenSender): SenderSettings => ({
  sender: { key: sender.key, label: sender.label },
  verifier: hmac(sender.scheme),
  windowWithoutId: sender.key === CUSTOM || (sender.bodiesRepeat && !sender.scheme.timestamp) ? TEN_MINUTES : DAY,
  contentId: (verified) => contentId(sender, verified),
  toEnvelope: toEnvelope(sender.key, sender),
  deliveryId: ({ payload }) => readSignedId(idSource(sender, payload), payload),
});

/** Settings of known senders, created when a sender is first used. */
const known = new Map<string, SenderSettings>();

/** The settings of a chosen sender. */
export const settingsOf = (sender: ChosenSender): SenderSettings => {
  if (sender.key === CUSTOM) return createSettings(sender);
  const settings = known.get(sender.key) ?? createSettings(sender);
  known.set(sender.key, settings);
  return settings;
};

/** The settings of the chosen sender, or what the user has to change. */
export const chooseSender = (inputs: Inputs): SenderSettings | string => {
  const sender = senderOf(inputs);
  return typeof sender === 'string' ? sender : settingsOf(sender);
};
