import { validateWebhookUrl } from '../../platform/validate.ts';
import { basekit } from '../../providers/basekit/index.ts';
import { createSubscription, readId } from '../../providers/basekit/subscriptions.ts';
import { nullable, payload, text } from '../../schema/fields.ts';
import { basekitEvents } from '../../triggers/basekit/index.ts';
import { createError } from '../create-error.ts';
import { type ActionField, defineAction } from '../define-action.ts';
import { requireText, requireValid } from '../inputs.ts';
import { webhookUrlField } from '../webhook-url.ts';

const event: ActionField = {
  key: 'event',
  label: 'Event',
  type: 'string',
  required: true,
  choices: Object.fromEntries(basekitEvents.map(({ type, label }) => [type, label])),
  helpText: 'The event that BaseKit sends: see the [Webhooks guide](https://apidocs.basekit.com/webhooks).',
};

const url = webhookUrlField(basekit);

const remedies = {
  refused: `Check “${event.label}” and “${url.label}” in this step.`,
  unknownOutcome:
    'BaseKit may have created the subscription. If events arrive twice after you run this step again, contact BaseKit’s support to remove one.',
};

/** @see https://apidocs.basekit.com/webhooks */
export const createWebhookSubscription = defineAction(basekit, {
  key: 'basekit_create_webhook_subscription',
  noun: 'Webhook Subscription',
  label: 'Create Webhook Subscription',
  description: 'Creates a subscription in BaseKit that sends one kind of event to a URL.',
  inputs: [event, url],
  output: payload({ id: nullable(text('Subscription ID')), event: text('Event'), url: text('Webhook URL') }),
  sample: { id: '17', event: 'site.publish', url: 'https://example.com/webhooks/basekit' },
  async perform(context, inputs) {
    const type = requireText(context, inputs, event);
    const target = requireText(context, inputs, url);
    requireValid(context, url, validateWebhookUrl(target));
    const response = await createSubscription(context, { type, url: target });
    if (response.kind !== 'ok') throw createError(context, response, remedies);
    return { id: readId(response.data) ?? null, event: type, url: target };
  },
});
