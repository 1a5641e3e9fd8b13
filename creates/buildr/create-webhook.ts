import { validateWebhookUrl } from '../../platform/validate.ts';
import { buildr } from '../../providers/buildr/index.ts';
import { makeSecret, createWebhook as postWebhook } from '../../providers/buildr/subscriptions.ts';
import { integer, nullable, payload, text, values } from '../../schema/fields.ts';
import { asId, asString, isRecord } from '../../schema/json.ts';
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
  helpText: 'What the webhook is called in Buildr, under *Account Settings* > *Developer*.',
};

const eventTypes: ActionField = {
  key: 'event_types',
  label: 'Event Types',
  type: 'string',
  required: true,
  list: true,
  choices: Object.fromEntries(buildrEvents.map(({ type, label }) => [type, label])),
  helpText: `What Buildr should send webhooks about: see the ${GUIDE}.`,
};

const secret: ActionField = {
  key: 'secret',
  label: 'Signing Secret',
  type: 'string',
  placeholder: 'whsec_…',
  helpText:
    'What Buildr signs the webhooks with: `whsec_` and at least 24 characters of base64. Best left empty: then a strong one is made for you. Either way it is in this step’s output, and Buildr never shows it again: keep it, for example in the field *Buildr Webhook Signing Secret* of the connection, where *Verify Webhook Delivery* looks for it.',
};

const rateLimit: ActionField = {
  key: 'rate_limit',
  label: 'Events per Minute',
  type: 'integer',
  helpText:
    'The most that Buildr sends in a minute; more wait their turn. Leave it empty for Buildr’s own limit of 60.',
};

const secretProblem = (value: string): string | undefined =>
  buildr.verifier.readKey(value)
    ? undefined
    : 'is not one that Buildr can sign with: it needs at least 24 characters of base64 after whsec_. Leave the field empty to have one made';

const rateProblem = (value: string | undefined): string | undefined =>
  value === undefined || /^[1-9]\d{0,8}$/.test(value) ? undefined : 'must be a whole number, 1 or more';

const remedies = {
  refused: 'Check the fields of this step.',
  unknownOutcome:
    'Buildr may have made the webhook all the same. Look under Account Settings > Developer in Buildr, and delete it there before you run this step again.',
};

/** @see https://buildr.dev/introduction/webhooks */
export const createWebhook = defineAction({
  key: 'buildr_create_webhook',
  noun: 'Webhook',
  label: 'Create Webhook',
  description: 'Creates a webhook in Buildr that sends the events you choose to a URL.',
  provider: buildr,
  inputs: [url, description, eventTypes, secret, rateLimit],
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
  async perform(call, inputs) {
    const target = requireText(call, inputs, url);
    requireValid(call, url, validateWebhookUrl(target));
    const types = textsOf(inputs, eventTypes);
    requireValid(call, eventTypes, types.length > 0 ? undefined : 'is empty. Choose at least one');
    const given = textOf(inputs, secret);
    requireValid(call, secret, given && secretProblem(given));
    const rate = textOf(inputs, rateLimit);
    requireValid(call, rateLimit, rateProblem(rate));
    const signingSecret = given ?? makeSecret();
    const note = textOf(inputs, description);
    const request = { url: target, types, secret: signingSecret, description: note, rateLimit: rate };
    const reply = await postWebhook(call, request);
    if (reply.kind !== 'ok') throw createError(call, buildr, reply, remedies);
    const webhook = isRecord(reply.data) && isRecord(reply.data['webhook']) ? reply.data['webhook'] : {};
    const names = textsOf({ names: webhook['filter_types'] }, { key: 'names', label: '' });
    // Whatever is missing from the answer, the webhook exists, and the secret is nowhere else.
    return {
      id: asId(webhook['id']) ?? null,
      url: asString(webhook['url']) ?? target,
      description: asString(webhook['description']) ?? note ?? null,
      event_types: names.length > 0 ? names : types,
      version: typeof webhook['version'] === 'number' ? webhook['version'] : null,
      rate_limit: rate === undefined ? null : Number(rate),
      secret: signingSecret,
    };
  },
});
