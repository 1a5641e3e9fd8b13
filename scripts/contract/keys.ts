import { createDefinition } from '../../app.ts';
import type { Integration } from '../../integrations.ts';

/**
 * The public keys, by path, each with its type:
 * `trigger/buildr_contact_create/output/contact__email` is a `string`.
 */
export type Keys = Readonly<Record<string, string>>;

type Entry = readonly [path: string, type: string];
type Definition = ReturnType<typeof createDefinition>;

interface Field {
  readonly key: string;
  readonly type: string;
  readonly required?: boolean;
  readonly list?: boolean;
  readonly dict?: boolean;
  readonly choices?: Readonly<Record<string, string>>;
}

interface Operation {
  readonly inputFields: readonly Field[];
  // A field that depends on the user's input has no fixed key. The contract cannot contain it.
  readonly outputFields: readonly (() => readonly Field[])[];
}

const typeOf = ({ type, list, dict, required }: Field): string =>
  [type, list && 'list', dict && 'dict', required && 'required'].filter(Boolean).join(', ');

const fieldEntries = (path: string, fields: readonly Field[]): Entry[] =>
  fields.flatMap((field): Entry[] => [
    [`${path}/${field.key}`, typeOf(field)],
    ...Object.keys(field.choices ?? {}).map((choice): Entry => [`${path}/${field.key}/choice/${choice}`, 'choice']),
  ]);

const stepEntries = (path: string, type: string, { inputFields, outputFields }: Operation): Entry[] => [
  [path, type],
  ...fieldEntries(`${path}/input`, inputFields),
  ...fieldEntries(
    `${path}/output`,
    outputFields.flatMap((fields) => fields()),
  ),
];

const definitionEntries = ({ authentication, triggers, creates }: Definition): Entry[] => [
  ['authentication', authentication.type],
  ...fieldEntries('connection', authentication.fields),
  ...Object.values(triggers).flatMap(({ key, operation }) => {
    const type = 'performSubscribe' in operation ? 'REST hook' : 'static webhook';
    return stepEntries(`trigger/${key}`, type, operation);
  }),
  ...Object.values(creates).flatMap(({ key, operation }) => stepEntries(`create/${key}`, 'action', operation)),
];

/** A provider's own app has the same keys, but requires some of its connection fields. */
const ownAppEntries = (integration: Integration): Entry[] => {
  const path = `app/${integration.provider.key}`;
  const { authentication } = createDefinition([integration]);
  return [[path, authentication.type], ...fieldEntries(`${path}/connection`, authentication.fields)];
};

/** All public keys of the app with these providers and of each provider's own app, sorted by path. */
export const publicKeys = (integrations: readonly Integration[]): Keys => {
  const entries = [...definitionEntries(createDefinition(integrations)), ...integrations.flatMap(ownAppEntries)];
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
};
