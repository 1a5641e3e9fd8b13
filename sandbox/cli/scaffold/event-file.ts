import type { JsonObject } from '../../../schema/json.ts';
import type { EventNames } from './event-names.ts';
import type { GuessedField } from './guessed-field.ts';
import { fieldsCode, functionsIn, membersCode, quote } from './render.ts';

/** What an event file contains. */
export interface EventFile extends EventNames {
  readonly type: string;
  /** The key of its provider. */
  readonly provider: string;
  /** The variable of the provider. */
  readonly providerVariable: string;
  readonly fields: readonly GuessedField[];
  /** The fields that the provider's API adds. */
  readonly added: readonly GuessedField[];
  readonly sample: JsonObject;
}

/** The code of an event file, not yet formatted. */
export const eventFileCode = (event: EventFile): string => {
  const { fields, added, providerVariable, variable, provider } = event;
  const functions = [...new Set(['payload', ...functionsIn([...fields, ...added])])].sort();
  return `import { ${providerVariable} } from '../../providers/${provider}/index.ts';
import { ${functions.join(', ')} } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';

export const ${variable} = defineEvent(${providerVariable}, {
  type: ${quote(event.type)},
  key: ${quote(event.key)},
  noun: ${quote(event.noun)},
  label: ${quote(event.label)},
  description: ${quote(event.description)},
  payload: payload({
${fieldsCode(fields)}
  }),
${added.length > 0 ? `  added: {\n${fieldsCode(added)}\n  },\n` : ''}  sample: {
${membersCode(event.sample)}
  },
});
`;
};
