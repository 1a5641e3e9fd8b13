import type { InputField } from '../input-fields.ts';
import { SENDER_LABELS } from './sender-labels.ts';

/** The choice of a sender that the user describes. */
export const CUSTOM = 'custom';

/** Every choice of a sender. */
export const CHOICES = { ...SENDER_LABELS, [CUSTOM]: 'Other Sender (Custom)' };

export const senderField = {
  key: 'sender',
  label: 'Sender',
  type: 'string',
  required: true,
  altersDynamicFields: true,
  choices: CHOICES,
  helpText:
    'The service that sends the webhooks. Select *Standard Webhooks* if its documentation names that standard, or *Other Sender (Custom)* to describe how it signs.',
} as const satisfies InputField;

export const exampleField: InputField = {
  key: 'example',
  label: 'Example Body',
  type: 'text',
  helpText:
    'A webhook body as JSON, copied from the sender’s documentation or log. *Test trigger* shows it, or a short example if this is empty, so that you can map its fields in later steps.',
};
