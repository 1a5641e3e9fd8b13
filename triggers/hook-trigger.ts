import type { Bundle, ZObject } from 'zapier-platform-core';
import { toApiError } from '../platform/api-errors.ts';
import { fieldLabel, requireConnection } from '../platform/connection.ts';
import { contextOf } from '../platform/context.ts';
import { appError, haltedError, sanitizeErrors } from '../platform/errors.ts';
import { toDynamicFields, toInputField } from '../providers/input-fields.ts';
import type { Provider, Subscriptions } from '../providers/provider.ts';
import { toOutputFields } from '../schema/output-fields.ts';
import type { Event } from './define-event.ts';
import { filtersOf } from './is-wanted.ts';
import { receive } from './receive.ts';
import { subscriptionOf } from './subscription.ts';

const inputFieldsOf = (event: Event) => {
  const { inputs = [], subscriptions, choice } = event.provider;
  const filters = filtersOf(event).map(({ field }) => field);
  return [
    ...(choice ? [toInputField(choice.field), toDynamicFields(choice.fieldsFor)] : []),
    ...[...filters, ...inputs, ...(subscriptions?.inputs ?? [])].map(toInputField),
  ];
};

const list = async ({ provider, type, sample }: Event, z: ZObject, bundle: Bundle) => {
  const context = contextOf(z, bundle, provider);
  requireConnection(context);
  const records = await provider.list?.(context, type, bundle.inputData);
  return records && records.length > 0 ? records : [sample];
};

const subscribe = async ({ provider, type }: Event, { subscribe }: Subscriptions, z: ZObject, bundle: Bundle) => {
  const context = contextOf(z, bundle, provider);
  requireConnection(context);
  const { targetUrl } = bundle;
  if (!targetUrl) throw appError(context, 'Zapier provided no webhook URL. Turn the Zap off and on again.');
  return subscribe(context, { type, url: targetUrl, input: bundle.inputData });
};

const unsubscribe = async ({ provider }: Event, { unsubscribe }: Subscriptions, z: ZObject, bundle: Bundle) => {
  const subscription = subscriptionOf(bundle);
  if (!subscription) return {};
  const context = contextOf(z, bundle, provider);
  const response = await unsubscribe(context, subscription);
  const isGone = response.kind === 'refused' && (response.status === 404 || response.status === 410);
  if (response.kind === 'ok' || isGone) return {};
  if (response.kind === 'refused') throw toApiError(context, response);
  // The Zap is off in any case, and its URL now answers 410. Nothing the user can fix.
  z.console.log(`${provider.label} did not delete subscription ${subscription.id}. Its deliveries will get a 410.`);
  return {};
};

const directionsOf = (provider: Provider) => {
  const directions = provider.directions?.((key) => fieldLabel(provider, key));
  if (!directions) return {};
  const steps = directions.steps.map((step, index) => `${index + 1}. ${step}`);
  return { directions: `${steps.join('\n')}\n\n**Note:** ${directions.note}` };
};

/**
 * Creates the Zapier hook trigger of an event. All triggers are created here, so none can omit verification.
 *
 * @param siblings every event of the provider in this app
 * @see https://docs.zapier.com/platform/build/hook-trigger
 */
export const hookTrigger = (event: Event, siblings: readonly Event[] = [event]) => {
  const { key, noun, label, description, provider, sample, output } = event;
  const { subscriptions } = provider;
  return {
    key,
    noun,
    display: { label, description, ...directionsOf(provider) },
    operation: {
      type: 'hook' as const,
      inputFields: inputFieldsOf(event),
      // Halted, because a sender may have caused an unexpected error.
      perform: (z: ZObject, bundle: Bundle) =>
        sanitizeErrors(z, () => receive(event, siblings, z, bundle), haltedError),
      performList: (z: ZObject, bundle: Bundle) => sanitizeErrors(z, () => list(event, z, bundle)),
      ...(subscriptions && {
        performSubscribe: (z: ZObject, bundle: Bundle) =>
          sanitizeErrors(z, () => subscribe(event, subscriptions, z, bundle)),
        performUnsubscribe: (z: ZObject, bundle: Bundle) =>
          sanitizeErrors(z, () => unsubscribe(event, subscriptions, z, bundle)),
      }),
      // A function, because core copies the whole definition for every delivery and only the editor needs the fields.
      outputFields: [() => toOutputFields(output)],
      sample,
    },
  };
};
