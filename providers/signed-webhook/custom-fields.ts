import type { InputField } from '../input-fields.ts';

/** The fields that describe a sender. */
export const customFields = [
  {
    key: 'header',
    label: 'Signature Header',
    type: 'string',
    required: true,
    placeholder: 'X-Signature',
    helpText: 'The name of the header that contains the signature, from the sender’s documentation.',
  },
  {
    key: 'algorithm',
    label: 'Algorithm',
    type: 'string',
    default: 'sha256',
    choices: { sha256: 'HMAC-SHA256', sha512: 'HMAC-SHA512', sha1: 'HMAC-SHA1' },
    helpText: 'How the sender signs. Select *HMAC-SHA1* only if the sender offers nothing better.',
  },
  {
    key: 'encoding',
    label: 'Encoding',
    type: 'string',
    default: 'hex',
    choices: { hex: 'Hex', base64: 'Base64' },
    helpText: 'How the signature is written. *Hex* has only the digits 0–9 and the letters a–f.',
  },
  {
    key: 'prefix',
    label: 'Prefix',
    type: 'string',
    placeholder: 'sha256=',
    helpText: 'The text before the signature in the header, such as `sha256=`. Leave empty if there is none.',
  },
  {
    key: 'signed_text',
    label: 'Signed Text',
    type: 'string',
    default: '{body}',
    helpText:
      'What the sender signs, such as `{body}` or `{timestamp}.{body}`. It may contain `{body}`, `{timestamp}`, `{id}` and other characters.',
  },
  {
    key: 'timestamp_header',
    label: 'Timestamp Header',
    type: 'string',
    placeholder: 'X-Timestamp',
    helpText:
      'The name of the header that contains `{timestamp}`, in Unix seconds, Unix milliseconds or ISO 8601. Required if *Signed Text* contains `{timestamp}`.',
  },
  {
    key: 'tolerance',
    label: 'Tolerance',
    type: 'integer',
    default: '300',
    helpText:
      'How many seconds old a request may be, from 1 to 3600. Older requests are refused, because they may be replays.',
  },
  {
    key: 'id_path',
    label: 'Delivery ID Location',
    type: 'string',
    placeholder: 'id',
    helpText:
      'Where the delivery ID is: a path in the body, such as `data.id`, or a header, such as `header:X-Event-Id`. It must differ between events and be the same in every re-send; only a signed ID is used to recognize duplicates.',
  },
  {
    key: 'event_path',
    label: 'Event Type Location',
    type: 'string',
    placeholder: 'type',
    helpText:
      'Where the event type is: a path in the body, such as `data.type`, or a header, such as `header:X-Event-Type`. Required to filter by event type.',
  },
] as const satisfies readonly InputField[];

/** The key of a field that describes a sender. */
export type CustomField = (typeof customFields)[number]['key'];

/** The label of a field that describes a sender, in quotation marks. */
export const customLabel = (key: CustomField): string => `“${customFields.find((field) => field.key === key)?.label}”`;
