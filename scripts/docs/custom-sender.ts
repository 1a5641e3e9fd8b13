import type { InputField } from '../../providers/input-fields.ts';
import { customFields } from '../../providers/signed-webhook/custom-fields.ts';
import { CHOICES, CUSTOM } from '../../providers/signed-webhook/fields.ts';
import { code, table } from './markdown.ts';

const valuesOf = ({ choices, required, default: initial }: InputField): string => {
  if (required) return 'required';
  const values = Object.keys(choices ?? {}).map((value) =>
    value === initial ? `${code(value)} (default)` : code(value),
  );
  if (values.length > 0) return values.join(', ');
  return initial === undefined ? 'optional' : `default ${code(initial)}`;
};

const fields = (): string =>
  table(
    ['Field', 'Key', 'Value', 'Meaning'],
    customFields.map((field: InputField) => [field.label, code(field.key), valuesOf(field), field.helpText]),
  );

const RULES = `- **Signed Text** contains \`{body}\` exactly once. Separate \`{timestamp}\` and \`{id}\` from the rest with a character such as \`.\` or \`:\`, so that no text can move from one part to another.
- **Timestamp Header** requires \`{timestamp}\` in *Signed Text*, and \`{timestamp}\` requires the header. A timestamp that is not signed can be changed by anyone, so it is not accepted. A timestamp may differ from the current time by *Tolerance*, in either direction.
- **Delivery ID Location:** an ID is signed if it is in the body, or if it is in a header and *Signed Text* contains \`{id}\`, which requires a header here. By a signed ID, duplicates are recognized for 3 days. If a body does not contain the ID, the whole body is compared. Any other ID is only shown, and equal bodies are duplicates for 10 minutes. A signed ID in a header may contain only letters, digits, \`_\` and \`-\`.
- **Event Type Location:** an event type in a header is not signed.
- An invalid description is reported when you test the trigger, and each request then ends in an error, so nothing passes without verification.`;

const LIMITS = `These forms cannot be described: several entries in one header (\`t=…,v1=…\`), a timestamp in the body or in the header of the signature, a secret that is base64, several signature headers, and keys other than a shared secret.`;

/** The section about a sender that the user describes. */
export const customSection = (): string =>
  [
    `## <a id="${CUSTOM}"></a>${CHOICES[CUSTOM]}`,
    'Describe how the sender signs, from its documentation. The sender must sign with an HMAC of the raw body in a header. To try a description with a recorded request, use the [command line](command-line.md#senders).',
    fields(),
    RULES,
    LIMITS,
  ].join('\n\n');
