import type { InputField } from '../../providers/provider.ts';
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

const RULES = `- **Signed Text** contains \`{body}\` exactly once. Before and after \`{timestamp}\` and \`{id}\` there must be a character such as \`.\` or \`:\`, so that no text can move from one part to another.
- **Timestamp Header** requires \`{timestamp}\` in *Signed Text*, and \`{timestamp}\` requires the header. A timestamp that is not signed proves nothing. A timestamp may differ from the current time by *Tolerance*, in either direction.
- **Delivery ID** is signed if it is a path in the body, or if it is a header and *Signed Text* contains \`{id}\`. With a signed ID, duplicates are recognized by it for 3 days. A body that does not contain it is compared as a whole. Any other ID is only shown, and equal bodies are duplicates for 10 minutes. A signed ID in a header may contain only letters, digits, \`_\` and \`-\`.
- **Event Type** in a header is not signed.
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
