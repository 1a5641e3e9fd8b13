import { asString } from '../../schema/json.ts';
import type { InputField, Inputs } from '../input-fields.ts';
import { customFields } from './custom-fields.ts';
import { CUSTOM, senderField } from './fields.ts';
import { isKnown, SENDER_LABELS } from './sender-labels.ts';
import { SENDERS } from './senders/index.ts';

/** The fields that depend on the sender: how to set it up, or how it signs. */
export const fieldsFor = (inputs: Inputs): readonly InputField[] => {
  const key = asString(inputs[senderField.key]);
  if (key === CUSTOM) return customFields;
  if (!isKnown(key)) return [];
  const { setup, docs } = SENDERS[key];
  const helpText = `**${SENDER_LABELS[key]}:** ${setup} See the [documentation](${docs}).`;
  return [{ key: 'setup', label: 'Setup', type: 'copy', helpText }];
};
