import { createDefinition } from '../../app.ts';
import type { Integration } from '../../integrations.ts';

/**
 * The public keys, by path, each with its type:
 * `trigger/buildr_contact_create/output/contact__email` is a `string`.
 */
export type Keys = Readonly<Record<string, string>>;

type Entry = readonly [path: string, type: string];
type Definition = ReturnType<typeof createDefinition>;
type Dynamic = (z: undefined, bundle: { readonly inputData: Record<string, unknown> }) => Promise<readonly Field[]>;

interface Field {
  readonly key: string;
  readonly type: string;
  readonly required?: boolean;
  readonly list?: boolean;
  readonly dict?: boolean;
  readonly choices?: Readonly<Record<string, string>>;
  readonly altersDynamicFields?: boolean;
}

interface Operation {
  readonly inputFields: readonly (Field | Dynamic)[];
  readonly outputFields: readonly (() => readonly Field[])[];
}

const typeOf = ({ type, list, dict, required }: Field): string =>
  [type, list && 'list', dict && 'dict', required && 'required'].filter(Boolean).join(', ');

const fieldEntries = (path: string, fields: readonly Field[]): Entry[] =>
  fields.flatMap((field): Entry[] => [
    [`${path}/${field.key}`, typeOf(field)],
    ...Object.keys(field.choices ?? {}).map((choice): Entry => [`${path}/${field.key}/choice/${choice}`, 'choice']),
  ]);

const isStatic = (field: Field | Dynamic): field is Field => typeof field !== 'function';

/** The fields of a form for every value of the fields that others depend on. */
const inputFieldsOf = async (inputFields: Operation['inputFields']): Promise<Field[]> => {
  const fields = inputFields.filter(isStatic);
  const values = fields
    .filter(({ altersDynamicFields }) => altersDynamicFields)
    .flatMap(({ key, choices = {} }) => Object.keys(choices).map((choice) => ({ [key]: choice })));
  const found = await Promise.all(
    inputFields.flatMap((field) => (isStatic(field) ? [] : values.map((inputData) => field(undefined, { inputData })))),
  );
  // A field that appears only with some choice is required of no Zap that has another.
  const optional = found.flat().map((field) => ({ ...field, required: false }));
  // Texts have no values.
  return [...fields, ...optional].filter(({ type }) => type !== 'copy');
};

const stepEntries = async (path: string, type: string, { inputFields, outputFields }: Operation): Promise<Entry[]> => [
  [path, type],
  ...fieldEntries(`${path}/input`, await inputFieldsOf(inputFields)),
  ...fieldEntries(
    `${path}/output`,
    outputFields.flatMap((fields) => fields()),
  ),
];

const definitionEntries = async ({ authentication, triggers, creates }: Definition): Promise<Entry[]> => {
  const steps = await Promise.all([
    ...Object.values(triggers).map(({ key, operation }) => {
      const type = 'performSubscribe' in operation ? 'REST hook' : 'static webhook';
      return stepEntries(`trigger/${key}`, type, operation);
    }),
    ...Object.values(creates).map(({ key, operation }) => stepEntries(`create/${key}`, 'action', operation)),
  ]);
  return [
    ['authentication', authentication.type],
    ...fieldEntries('connection', authentication.fields),
    ...steps.flat(),
  ];
};

/** A provider's own app has the same keys, but requires some of its connection fields. */
const ownAppEntries = (integration: Integration): Entry[] => {
  const path = `app/${integration.provider.key}`;
  const { authentication } = createDefinition([integration]);
  return [[path, authentication.type], ...fieldEntries(`${path}/connection`, authentication.fields)];
};

/** All public keys of the app with these providers and of each provider's own app, sorted by path. */
export const publicKeys = async (integrations: readonly Integration[]): Promise<Keys> => {
  const entries = [
    ...(await definitionEntries(createDefinition(integrations))),
    ...integrations.flatMap(ownAppEntries),
  ];
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
};
