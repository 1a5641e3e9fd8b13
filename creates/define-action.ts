import type { Bundle, ZObject } from 'zapier-platform-core';
import type * as z from 'zod/mini';
import { requireConnection } from '../authentication.ts';
import { contextOf } from '../platform/context.ts';
import { haltedError, sanitizeErrors } from '../platform/errors.ts';
import type { Context, InputField, Provider } from '../providers/provider.ts';
import { toOutputFields } from '../schema/output-fields.ts';
import type { Shape } from '../triggers/define-event.ts';

/** A field of an action's set-up form. */
export interface ActionField extends InputField {
  readonly required?: boolean;
  readonly placeholder?: string;
  /** Asks for any number of names with values. */
  readonly dict?: boolean;
}

/** What the user filled in, by the keys of the fields. */
export type Inputs = Readonly<Record<string, unknown>>;

/** What an action's file says. */
export interface ActionDefinition<Output extends Shape> {
  /** The action's key in Zapier: public, and never renamed. */
  readonly key: string;
  readonly noun: string;
  readonly label: string;
  readonly description: string;
  /** Whose API is called, where one is. */
  readonly provider?: Provider;
  /** Keys of the connection fields without which nothing can be done: those that triggers need, if nothing else is said. */
  readonly needs?: readonly string[];
  readonly inputs: readonly ActionField[];
  /** What the Zap gets. */
  readonly output: Output;
  readonly sample: z.input<Output>;
  /** @param zap what tells this Zap from another, where Zapier says it */
  perform(call: Context, inputs: Inputs, zap: string | undefined): Promise<z.input<Output>>;
}

const toInputField = ({ choices, ...field }: ActionField) => ({
  ...field,
  required: field.required ?? false,
  ...(choices && { choices: { ...choices } }),
});

/** Makes a Zapier action. A sample, or a result, that breaks the output's schema does not compile. */
export const defineAction = <Output extends Shape>(words: ActionDefinition<Output>) => {
  const { key, noun, label, description, provider, needs, inputs, output, sample } = words;
  return {
    key,
    noun,
    display: { label, description },
    operation: {
      inputFields: inputs.map(toInputField),
      perform: (z: ZObject, bundle: Bundle): Promise<z.input<Output>> =>
        // Halted: what a create is given often comes from a stranger, by way of the Zap.
        sanitizeErrors(
          { z },
          async () => {
            const call = contextOf(z, bundle);
            if (provider) requireConnection(call, provider, needs);
            return words.perform(call, bundle.inputData, bundle.meta?.zap?.id);
          },
          haltedError,
        ),
      // Lazily: Zapier copies the whole definition for every run, and only the editor asks for these.
      outputFields: [() => toOutputFields(output)],
      sample,
    },
  };
};

/** An action as the app sees it. */
export type Action = ReturnType<typeof defineAction>;
