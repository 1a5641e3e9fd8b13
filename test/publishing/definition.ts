import { createAppHandler } from 'zapier-platform-core';
import * as z from 'zod';
import { createApp } from '../../app.ts';
import type { Integration } from '../../integrations.ts';

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

/** A trigger or an action, as Zapier's servers read it. */
export type Step = z.infer<typeof step>;

/** The part of an app's definition that Zapier's checks look at. */
export type Definition = z.infer<typeof definition>;

/** What Zapier's servers get to read of an app of some providers: functions are replaced by their names. */
export const definitionOf = async (integrations: readonly Integration[]): Promise<Definition> => {
  const event = { command: 'definition', calledFromCli: true } as const;
  const { results } = await createAppHandler(createApp(integrations))(event);
  return definition.parse(JSON.parse(JSON.stringify(results)));
};

/** Triggers and actions. */
export const stepsOf = ({ triggers, creates }: Definition): Step[] => [
  ...Object.values(triggers),
  ...Object.values(creates),
];
