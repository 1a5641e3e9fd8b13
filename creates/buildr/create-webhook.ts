import { validateWebhookUrl } from '../../platform/validate.ts';
import { buildr } from '../../providers/buildr/index.ts';
import {
  createSecret,
  createWebhook as postWebhook,
  rateLimitField,
  validateRate,
} from '../../providers/buildr/subscriptions.ts';
import { integer, nullable, payload, text, values } from '../../schema/fields.ts';
import { asId, asRecord, asString } from '../../schema/json.ts';
import { buildrEvents } from '../../triggers/buildr/index.ts';
import { createError } from '../create-error.ts';
import { type ActionField, defineAction } from '../define-action.ts';
import { requireText, requireValid, textOf, textsOf } from '../inputs.ts';
import { webhookUrlField } from '../webhook-url.ts';

const GUIDE = '[Webhooks guide](https://buildr.dev/introduction/webhooks)';

const url = webhookUrlField(buildr);

const description: ActionField = {
  key: 'description',
  label: 'Description',
  type: 'string',
  helpText: 'The name of the webhook in Buildr, under *Account Settings* > *Developer*.',
};

const eventTypes: ActionField = {
  key: 'event_types',
  label: 'Event Types',
  type: 'string',
  required: true,
  list: true,
  choices: Object.fromEntries(buildrEvents.map(({ type, label }) => [type, label])),
  helpText: `The events that Buildr sends: see the ${GUIDE}.`,
};

const secret: ActionField = {
  key: 'secret',
  label: 'Signing Secret',
  type: 'string',
  placeholder: 'whsec_…',
  helpText:
    'Buildr signs the webhooks with this secret: `whsec_` and at least 24 characters of base64. Leave it empty to generate one. Save the secret from this step’s output, because Buildr never shows it again; *Verify Webhook Delivery* reads it from your connection.',
};

const validateSigningSecret = (value: string): string | undefined =>
  buildr.verifier.readKey(value)
    ? undefined
    : 'is not a signing secret for Buildr: it needs at least 24 characters of base64 after whsec_. Leave the field empty to generate one';

const remedies = {
  refused: 'Check the fields of this step.',
  unknownOutcome:
    'Buildr may have created the webhook. Look in Buildr under Account Settings > Developer, and delete it there before you run this step again.',
};

/** @see https://buildr.dev/introduction/webhooks */
export const createWebhook = defineAction(buildr, {
  key: 'buildr_create_webhook',
  noun: 'Webhook',
  label: 'Create Webhook',
  description: 'Creates a webhook in Buildr that sends the events you choose to a URL.',
  inputs: [url, description, eventTypes, secret, rateLimitField],
  output: payload({
    id: nullable(text('Webhook ID')),
    url: text('Webhook URL'),
    description: nullable(text('Description')),
    event_types: values('Event Types'),
    version: nullable(integer('Version')),
    rate_limit: nullable(integer('Events per Minute')),
    secret: text('Signing Secret'),
  }),
  sample: {
    id: '3f1c2b9e-5d0a-4c0f-9a53-0c1f7f2f9b6d',
    url: 'https://example.com/webhook',
    description: 'Webhook for example.com',
    event_types: ['opportunity.create'],
    version: 1,
    rate_limit: 100,
    secret: 'whsec_shown-once-in-your-own-run',
  },
  async perform(context, inputs) {
    const target = requireText(context, inputs, url);
    requireValid(context, url, validateWebhookUrl(target));
    const types = textsOf(inputs, eventTypes);
    requireValid(context, eventTypes, types.length > 0 ? undefined : 'is empty. Choose at least one');
    const chosenSecret = textOf(inputs, secret);
    requireValid(context, secret, chosenSecret && validateSigningSecret(chosenSecret));
    const rate = textOf(inputs, rateLimitField);
    requireValid(context, rateLimitField, validateRate(rate));
    const signingSecret = chosenSecret ?? createSecret();
    const name = textOf(inputs, description);
    const request = { url: target, types, secret: signingSecret, description: name, rateLimit: rate };
    const response = await postWebhook(context, request);
    if (response.kind !== 'ok') throw createError(context, response, remedies);
    const webhook = asRecord(asRecord(response.data)['webhook']);
    const names = textsOf({ names: webhook['filter_types'] }, { key: 'names', label: '' });
    // Even if the response is incomplete: the webhook exists, and only this output contains its secret.
    return {
      id: asId(webhook['id']) ?? null,
      url: asString(webhook['url']) ?? target,
      description: asString(webhook['description']) ?? name ?? null,
      event_types: names.length > 0 ? names : types,
      version: typeof webhook['version'] === 'number' ? webhook['version'] : null,
      rate_limit: rate === undefined ? null : Number(rate),
      secret: signingSecret,
    };
  },
});
