import type * as z from 'zod/mini';
import type { Context, Session } from '../platform/context.ts';
import type { InputField, Inputs } from '../providers/input-fields.ts';
import type { Provider } from '../providers/provider.ts';
import type { ObjectSchema } from '../schema/fields.ts';

/** A field of an action's setup form. */
export interface ActionField extends InputField {
  /** Accepts any number of names with values. */
  readonly dict?: boolean;
}

/** The content of an action file. */
export interface ActionDefinition<Output extends ObjectSchema, Given> {
  /** The action's key in Zapier: public, and never renamed. */
  readonly key: string;
  readonly noun: string;
  readonly label: string;
  readonly description: string;
  readonly inputs: readonly ActionField[];
  /** The fields that depend on the values of others. */
  dynamicInputs?(inputs: Inputs): Promise<readonly ActionField[]>;
  /** The action's output. */
  readonly output: Output;
  readonly sample: z.input<Output>;
  /** @param zap identifies the Zap, where Zapier provides that */
  perform(given: Given, inputs: Inputs, zap: string | undefined): Promise<z.input<Output>>;
}

/** An action for any provider: it reads the connection itself. */
export type SessionAction = ActionDefinition<ObjectSchema, Session> & { readonly provider?: undefined };

/** An action that calls a provider's API. */
export interface ProviderAction extends ActionDefinition<ObjectSchema, Context> {
  readonly provider: Provider;
  /** Keys of the connection fields that the action requires; by default those that triggers need. */
  readonly needs?: readonly string[];
}

/** An action, as shared code sees it. */
export type Action = ProviderAction | SessionAction;

/** Defines an action of a provider. A sample or result that does not match the output's schema does not compile. */
export const defineAction = <Output extends ObjectSchema, Field extends string, SessionField extends string>(
  provider: Provider<Field, SessionField>,
  definition: ActionDefinition<Output, Context<Field | SessionField>> & { readonly needs?: readonly Field[] },
): ProviderAction => ({ ...definition, provider });

/** Defines an action that belongs to no single provider. */
export const defineSessionAction = <Output extends ObjectSchema>(
  definition: ActionDefinition<Output, Session>,
): SessionAction => definition;
