import { createAppHandler } from 'zapier-platform-core';
import * as z from 'zod';
import { createApp } from '../../app.ts';
import { type Integration, integrations } from '../../integrations.ts';

const field = z.looseObject({ key: z.string(), label: z.string(), helpText: z.string().optional() });

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

/** The part of an app's definition that Zapier checks. */
export type Definition = z.infer<typeof definition>;

/** The app with all providers, and the app of each single provider. */
export const APPS: readonly { readonly name: string; readonly chosen: readonly Integration[] }[] = [
  { name: 'the whole app', chosen: integrations },
  ...integrations.map((one) => ({ name: `${one.provider.label}’s app`, chosen: [one] })),
];

/** The definition that Zapier reads: functions are replaced by their names. */
export const definitionOf = async (chosen: readonly Integration[]): Promise<Definition> => {
  const event = { command: 'definition', calledFromCli: true } as const;
  const { results } = await createAppHandler(createApp(chosen))(event);
  return definition.parse(JSON.parse(JSON.stringify(results)));
};

/** All triggers and actions. */
export const stepsOf = ({ triggers, creates }: Definition): Step[] => [
  ...Object.values(triggers),
  ...Object.values(creates),
];
