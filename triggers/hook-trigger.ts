import type { Bundle, ZObject } from 'zapier-platform-core';
import { requireConnection } from '../authentication.ts';
import { toApiError } from '../platform/api-errors.ts';
import { contextOf } from '../platform/context.ts';
import { appError, haltedError, sanitizeErrors } from '../platform/errors.ts';
import type { Context, InputField, Subscriptions } from '../providers/provider.ts';
import { toOutputFields } from '../schema/output-fields.ts';
import type { Event } from './define-event.ts';
import { receive } from './receive.ts';

const toInputField = ({ choices, ...field }: InputField) => ({
  ...field,
  required: false,
  ...(choices && { choices: { ...choices } }),
});

const list = async ({ provider, type, sample }: Event, call: Context) => {
  requireConnection(call, provider);
  const records = await provider.list?.(call, type);
  return records && records.length > 0 ? records : [sample];
};

const subscribe = async (event: Event, subscriptions: Subscriptions, z: ZObject, bundle: Bundle) => {
  const call = contextOf(z, bundle);
  requireConnection(call, event.provider);
  const { targetUrl } = bundle;
  if (!targetUrl) throw appError(call, 'Zapier gave no webhook URL to subscribe. Turn the Zap off and on again.');
  return subscriptions.subscribe(call, { type: event.type, url: targetUrl, input: bundle.inputData });
};

const unsubscribe = async (event: Event, subscriptions: Subscriptions, z: ZObject, bundle: Bundle) => {
  const call = contextOf(z, bundle);
  const id = bundle.subscribeData?.id;
  if (!id) return {};
  const reply = await subscriptions.unsubscribe(call, id);
  if (reply.kind === 'ok' || (reply.kind === 'refused' && (reply.status === 404 || reply.status === 410))) return {};
  if (reply.kind === 'refused') throw toApiError(call, event.provider, reply);
  // The Zap is off whatever we say, and the URL answers 410 from now on: nothing that a user could or need do.
  z.console.log(`${event.provider.label} did not take back subscription ${id}; its deliveries will find the URL gone.`);
  return {};
};

/**
 * Makes a Zapier hook trigger of an event: the only way that triggers are made, so none of them can leave out the proof.
 *
 * @see https://docs.zapier.com/platform/build/hook-trigger
 */
export const hookTrigger = (event: Event) => {
  const { key, noun, label, description, provider, sample, output } = event;
  const { subscriptions, directions } = provider;
  const filters = [...(provider.filters ?? []), ...(event.filters ?? [])].map(({ field }) => field);
  return {
    key,
    noun,
    display: { label, description, ...(subscriptions ? {} : directions && { directions }) },
    operation: {
      type: 'hook' as const,
      inputFields: [...filters, ...(subscriptions?.inputs ?? [])].map(toInputField),
      // Halted, since a stranger may have caused what nobody thought of.
      perform: (z: ZObject, bundle: Bundle) => sanitizeErrors({ z }, () => receive(event, z, bundle), haltedError),
      performList: (z: ZObject, bundle: Bundle) => sanitizeErrors({ z }, () => list(event, contextOf(z, bundle))),
      ...(subscriptions && {
        performSubscribe: (z: ZObject, bundle: Bundle) =>
          sanitizeErrors({ z }, () => subscribe(event, subscriptions, z, bundle)),
        performUnsubscribe: (z: ZObject, bundle: Bundle) =>
          sanitizeErrors({ z }, () => unsubscribe(event, subscriptions, z, bundle)),
      }),
      // Lazily: Zapier copies the whole definition for every delivery, and only the editor asks for these.
      outputFields: [() => toOutputFields(output)],
      sample,
    },
  };
};
