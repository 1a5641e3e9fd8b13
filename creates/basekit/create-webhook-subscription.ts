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
  helpText: 'What BaseKit should send a webhook about: see the [Webhooks guide](https://apidocs.basekit.com/webhooks).',
};

const url = webhookUrlField(basekit);

const remedies = {
  refused: `Check “${event.label}” and “${url.label}” of this step.`,
  unknownOutcome:
    'BaseKit may have made the subscription all the same. If events arrive twice after you run this step again, ask BaseKit’s support to remove one.',
};

/** @see https://apidocs.basekit.com/webhooks */
export const createWebhookSubscription = defineAction({
  key: 'basekit_create_webhook_subscription',
  noun: 'Webhook Subscription',
  label: 'Create Webhook Subscription',
  description: 'Creates a subscription in BaseKit that sends one kind of event to a URL.',
  provider: basekit,
  inputs: [event, url],
  output: payload({ id: nullable(text('Subscription ID')), event: text('Event'), url: text('Webhook URL') }),
  sample: { id: '17', event: 'site.publish', url: 'https://example.com/webhooks/basekit' },
  async perform(call, inputs) {
    const type = requireText(call, inputs, event);
    const target = requireText(call, inputs, url);
    requireValid(call, url, validateWebhookUrl(target));
    const reply = await createSubscription(call, { type, url: target });
    if (reply.kind !== 'ok') throw createError(call, basekit, reply, remedies);
    const id = readId(reply.data);
    return { id: id ?? null, event: type, url: target };
  },
});
