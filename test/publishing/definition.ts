import { createAppHandler } from 'zapier-platform-core';
import * as z from 'zod';
import { createApp } from '../../app.ts';
import { type Integration, integrations } from '../../integrations.ts';

const field = z.looseObject({
  key: z.string(),
  label: z.string(),
  type: z.string().optional(),
  helpText: z.string().optional(),
  choices: z.record(z.string(), z.string()).optional(),
  altersDynamicFields: z.boolean().optional(),
});

const operation = z.looseObject({
  inputFields: z.array(field),
  sample: z.record(z.string(), z.unknown()).optional(),
  performList: z.string().optional(),
  performSubscribe: z.string().optional(),
  performUnsubscribe: z.string().optional(),
  cleanInputData: z.boolean().optional(),
});

const step = z.looseObject({
  key: z.string(),
  noun: z.string(),
  display: z.looseObject({ label: z.string(), description: z.string(), directions: z.string().optional() }),
  operation,
});

const definition = z.looseObject({
  version: z.string(),
  platformVersion: z.string(),
  flags: z.looseObject({ cleanInputData: z.boolean().optional() }),
  authentication: z.looseObject({
    fields: z.array(field.extend({ required: z.boolean(), inputFormat: z.string().optional() })),
    connectionLabel: z.string().optional(),
  }),
  triggers: z.record(z.string(), step),
  creates: z.record(z.string(), step),
});

/** A trigger or an action in the definition that Zapier reads. */
export type Step = z.infer<typeof step>;

/** A field of a form. */
export type Field = z.infer<typeof field>;

/** The part of an app's definition that Zapier checks. */
export type Definition = z.infer<typeof definition>;

/** The app with all providers, and the app of each single provider. */
export const APPS: readonly { readonly name: string; readonly chosen: readonly Integration[] }[] = [
  { name: 'the whole app', chosen: integrations },
  ...integrations.map((one) => ({ name: `${one.provider.label}’s app`, chosen: [one] })),
];

type Handler = ReturnType<typeof createAppHandler>;
type Inputs = Readonly<Record<string, string>>;

/** The fields of a form for some inputs, as Zapier's editor asks for them. */
export const fieldsWith = async (handler: Handler, step: string, inputData: Inputs): Promise<Field[]> => {
  const method = `${step}.operation.inputFields`;
  const { results } = await handler({ command: 'execute', method, bundle: { inputData } });
  return z.array(field).parse(results);
};

/** Core writes a function as a text. */
const unresolved = z.looseObject({
  operation: z.looseObject({ inputFields: z.array(z.union([field, z.string().startsWith('$func$')])) }),
});

const isField = (value: Field | string): value is Field => typeof value !== 'string';

const parts = z.looseObject({
  triggers: z.record(z.string(), unresolved),
  creates: z.record(z.string(), unresolved),
});

/** Every field that a form can have: those that are always there, then those for each choice that others depend on. */
const everyField = async (handler: Handler, path: string, step: z.infer<typeof unresolved>): Promise<Field[]> => {
  const { inputFields } = step.operation;
  const always = inputFields.filter(isField);
  if (always.length === inputFields.length) return always;
  const inputs = always
    .filter(({ altersDynamicFields }) => altersDynamicFields)
    .flatMap(({ key, choices = {} }) => Object.keys(choices).map((choice): Inputs => ({ [key]: choice })));
  const forms = await Promise.all(inputs.map((input) => fieldsWith(handler, path, input)));
  return [...always, ...forms.flatMap((form) => form.filter(({ key }) => !always.some((one) => one.key === key)))];
};

const readDefinition = async (chosen: readonly Integration[]): Promise<string> => {
  const handler = createAppHandler(createApp(chosen));
  const event = { command: 'definition', calledFromCli: true } as const;
  const { results } = await handler(event);
  const read = parts.parse(JSON.parse(JSON.stringify(results)));
  for (const kind of ['triggers', 'creates'] as const) {
    for (const [key, one] of Object.entries(read[kind])) {
      one.operation.inputFields = await everyField(handler, `${kind}.${key}`, one);
    }
  }
  return JSON.stringify(read);
};

const known = new Map<string, Promise<string>>();

/** The definition that Zapier reads: functions are replaced by their names, and those of fields by all fields that they return. */
export const definitionOf = async (chosen: readonly Integration[]): Promise<Definition> => {
  const name = chosen.map(({ provider }) => provider.key).join();
  const read = known.get(name) ?? readDefinition(chosen);
  known.set(name, read);
  // A copy, because tests change it.
  return definition.parse(JSON.parse(await read));
};

/** All triggers and actions. */
export const stepsOf = ({ triggers, creates }: Definition): Step[] => [
  ...Object.values(triggers),
  ...Object.values(creates),
];
