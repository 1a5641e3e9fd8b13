import { appError, fieldLabels, haltedError } from '../platform/errors.ts';
import type { Context, Provider } from '../providers/provider.ts';
import { flag, nullable, open, payload, text, time } from '../schema/fields.ts';
import { isRejection, REJECTIONS, type Reason } from '../verification/rejection.ts';
import { parseBody, verify } from '../verification/verify.ts';
import { defineAction, type Inputs } from './define-action.ts';
import { requireText, textOf } from './inputs.ts';
import { rebuildRequest } from './raw-request.ts';
import { body, CONTINUE, HEADERS, headersField, onFailure, providerField, query, signature } from './verify-inputs.ts';

const MAPPING = `Check also that “${body.label}” and “${HEADERS.label}” hold what the step Catch Raw Hook received, unchanged.`;

const output = payload({
  verified: flag('Verified'),
  reason: nullable(text('Reason')),
  explanation: nullable(text('Explanation')),
  provider: text('Provider'),
  event_type: nullable(text('Event Type')),
  delivery_id: nullable(text('Delivery ID')),
  sent_at: nullable(time('Sent At')),
  payload: nullable(open('Payload')),
});

/** What a request without a proof gives to the Zap: nothing that came with it. */
const unverified = (provider: Provider, reason: Reason, explanation: string) => ({
  verified: false,
  reason,
  explanation,
  provider: provider.key,
  event_type: null,
  delivery_id: null,
  sent_at: null,
  payload: null,
});

const requestOf = (call: Context, provider: Provider, inputs: Inputs) => {
  const { headers: reads } = provider.verifier;
  // A stranger can send an empty body, so that is not the Zap's fault: it is not proven, like any other.
  const content = inputs[body.key] ?? '';
  if (typeof content !== 'string') {
    throw appError(call, `“${body.label}” holds no text. Map the field Raw Body of the step Catch Raw Hook into it.`);
  }
  const bare = textOf(inputs, signature);
  if (bare !== undefined && reads.length > 1) {
    throw appError(
      call,
      `${provider.label} needs more than one header. Empty “${signature.label}” and put ${reads.join(', ')} into “${HEADERS.label}”.`,
    );
  }
  const parts = { body: content, headers: inputs[HEADERS.key], signature: bare, query: inputs[query.key] };
  return rebuildRequest(parts, reads);
};

const verifyRequest = (call: Context, provider: Provider, inputs: Inputs) => {
  const { verifier: proof, secret, label } = provider;
  const proven = verify(proof, requestOf(call, provider, inputs), call.auth[secret.field], Date.now() / 1000);
  if (isRejection(proven)) {
    const { reason } = proven;
    const { fault, what, remedy } = REJECTIONS[reason];
    if (fault === 'connection') {
      const field = fieldLabels(provider, [secret.field]);
      throw appError(call, `${label}: ${what} Edit the connection and check ${field}. (${reason})`);
    }
    const explanation = `${label}: ${what} ${remedy} ${MAPPING} (${reason})`;
    if (textOf(inputs, onFailure) !== CONTINUE) throw haltedError(call, explanation);
    return unverified(provider, reason, explanation);
  }
  const { evidence, delivery } = proven;
  const opened = parseBody(delivery);
  const unread = isRejection(opened) ? opened.reason : null;
  const content = isRejection(opened) ? null : opened;
  return {
    verified: true,
    reason: unread,
    explanation: unread && REJECTIONS[unread].what,
    provider: provider.key,
    // A trigger's own type is not known here: where the URL alone says it, it stays empty.
    event_type: (content && provider.eventType(content, '')) || null,
    delivery_id: (content && provider.deliveryId?.(content)) ?? evidence.deliveryId ?? null,
    sent_at: evidence.sentAt === undefined ? null : new Date(evidence.sentAt * 1000).toISOString(),
    payload: content,
  };
};

/**
 * Makes the action that proves what a Zap's own *Catch Raw Hook* received: with each provider's declared proof, and the secret
 * from the connection.
 */
export const verifyDelivery = (providers: readonly Provider[]) => {
  const choice = providerField(providers);
  return defineAction({
    key: 'verify_delivery',
    noun: 'Delivery',
    label: 'Verify Webhook Delivery',
    description:
      'Checks that a request which Webhooks by Zapier caught with Catch Raw Hook really came from the provider, and reads it.',
    inputs: [choice, body, headersField(providers), signature, query, onFailure],
    output,
    sample: {
      verified: true,
      reason: null,
      explanation: null,
      provider: providers[0]?.key ?? '',
      event_type: 'order.created',
      delivery_id: 'msg_2Kf0p3xZ7d9QwErTyUiOpAsDfGh',
      sent_at: '2025-01-31T09:30:00.000Z',
      payload: {},
    },
    async perform(call, inputs) {
      const key = requireText(call, inputs, choice);
      const provider = providers.find((one) => one.key === key);
      if (provider) return verifyRequest(call, provider, inputs);
      const names = providers.map(({ label }) => label).join(', ');
      throw appError(call, `“${choice.label}” is none that this app knows. Choose one of ${names}.`);
    },
  });
};
