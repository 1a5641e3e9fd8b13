import type { Bundle, ZObject } from 'zapier-platform-core';
import { requireConnection } from '../platform/connection.ts';
import { sessionOf } from '../platform/context.ts';
import { haltedError, sanitizeErrors } from '../platform/errors.ts';
import { toDynamicFields, toInputField } from '../providers/input-fields.ts';
import { toOutputFields } from '../schema/output-fields.ts';
import type { Action } from './define-action.ts';

const run = async (action: Action, z: ZObject, bundle: Bundle) => {
  const session = sessionOf(z, bundle);
  const zap = bundle.meta?.zap?.id;
  if (!action.provider) return action.perform(session, bundle.inputData, zap);
  const context = { ...session, provider: action.provider };
  requireConnection(context, action.needs);
  return action.perform(context, bundle.inputData, zap);
};

/** Creates the Zapier action of a definition. @see https://docs.zapier.com/platform/build/action */
export const createAction = (action: Action) => {
  const { key, noun, label, description, inputs, dynamicInputs, output, sample } = action;
  return {
    key,
    noun,
    display: { label, description },
    operation: {
      inputFields: [...inputs.map(toInputField), ...(dynamicInputs ? [toDynamicFields(dynamicInputs)] : [])],
      // Halted, because the inputs of an action often come from a sender.
      perform: (z: ZObject, bundle: Bundle) => sanitizeErrors(z, () => run(action, z, bundle), haltedError),
      // A function, because core copies the whole definition for every run and only the editor needs the fields.
      outputFields: [() => toOutputFields(output)],
      sample,
    },
  };
};
