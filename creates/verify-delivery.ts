import { hash } from 'node:crypto';
import { fieldLabels, fieldNames } from '../platform/connection.ts';
import type { Context } from '../platform/context.ts';
import { appError, haltedError } from '../platform/errors.ts';
import type { Provider } from '../providers/provider.ts';
import { flag, nullable, open, payload, text, time } from '../schema/fields.ts';
import { isRejection, REJECTIONS, type Reason } from '../verification/rejection.ts';
import { parseBody, verify } from '../verification/verify.ts';
import { defineSessionAction, type Inputs } from './define-action.ts';
import { requireText, textOf } from './inputs.ts';
import { rebuildRequest } from './raw-request.ts';
import { body, CONTINUE, HEADERS, headersField, onFailure, providerField, query, signature } from './verify-inputs.ts';

type ProviderContext = Context & { readonly provider: Provider };

const MAPPING = `Also check that “${body.label}” and “${HEADERS.label}” contain what the step Catch Raw Hook received, unchanged.`;

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

/** The output for a request that is not verified: none of its data. */
const unverified = ({ key }: Provider, reason: Reason, explanation: string) => ({
  verified: false,
  reason,
  explanation,
  provider: key,
  event_type: null,
  delivery_id: null,
  sent_at: null,
  payload: null,
});

const requestOf = (context: ProviderContext, inputs: Inputs) => {
  const { label, verifier } = context.provider;
  // A sender can send an empty body, so that is a verification failure and not an error of the Zap.
  const content = inputs[body.key] ?? '';
  if (typeof content !== 'string') {
    throw appError(context, `“${body.label}” is not text. Map the field Raw Body of the step Catch Raw Hook.`);
  }
  const value = textOf(inputs, signature);
  if (value !== undefined && verifier.headers.length > 1) {
    throw appError(
      context,
      `${label} signs with more than one header. Clear “${signature.label}” and enter ${verifier.headers.join(', ')} in “${HEADERS.label}”.`,
    );
  }
  const parts = { body: content, headers: inputs[HEADERS.key], signature: value, query: inputs[query.key] };
  return rebuildRequest(parts, verifier);
};

const failure = (context: ProviderContext, inputs: Inputs, reason: Reason) => {
  const { provider } = context;
  const { fault, message, remedy } = REJECTIONS[reason];
  if (fault === 'connection') {
    const field = fieldLabels(provider, [provider.secret.field]);
    throw appError(context, `${provider.label}: ${message} Edit the connection and check ${field}. (${reason})`);
  }
  const explanation = `${provider.label}: ${message} ${remedy} ${MAPPING} (${reason})`;
  if (textOf(inputs, onFailure) !== CONTINUE) throw haltedError(context, explanation);
  return unverified(provider, reason, explanation);
};

const verifyRequest = (context: ProviderContext, inputs: Inputs) => {
  const { provider, auth } = context;
  const { verifier, secret } = provider;
  const names = fieldNames(provider, secret.field);
  const verified = verify(verifier, requestOf(context, inputs), auth[secret.field], Date.now() / 1000, names);
  if (isRejection(verified)) return failure(context, inputs, verified.reason);
  const { evidence, delivery } = verified;
  const parsed = parseBody(delivery);
  const problem = isRejection(parsed) ? parsed.reason : null;
  const content = isRejection(parsed) ? null : parsed;
  // An ID counts only where the signature covers it. Otherwise the content identifies the delivery.
  const deliveryId = content && verifier.signsBody ? provider.deliveryId?.(content) : undefined;
  return {
    verified: true,
    reason: problem,
    explanation: problem && REJECTIONS[problem].message,
    provider: provider.key,
    // There is no trigger here: empty where only the URL determines the event.
    event_type: (content && provider.eventType(content, '')) || null,
    delivery_id: deliveryId ?? evidence.deliveryId ?? hash('sha256', delivery.body, 'hex'),
    sent_at: evidence.sentAt === undefined ? null : new Date(evidence.sentAt * 1000).toISOString(),
    payload: content,
  };
};

/** The action that verifies a request caught by *Catch Raw Hook*, with a provider's verifier and the secret in the connection. */
export const verifyDelivery = (providers: readonly Provider[]) => {
  const choice = providerField(providers);
  return defineSessionAction({
    key: 'verify_delivery',
    noun: 'Delivery',
    label: 'Verify Webhook Delivery',
    description:
      'Verifies that a request caught with Catch Raw Hook of Webhooks by Zapier comes from the provider, and parses it.',
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
    async perform(session, inputs) {
      const key = requireText(session, inputs, choice);
      const provider = providers.find((one) => one.key === key);
      if (provider) return verifyRequest({ ...session, provider }, inputs);
      const names = providers.map(({ label }) => label).join(', ');
      throw appError(session, `“${choice.label}” is not a provider of this app. Choose one of ${names}.`);
    },
  });
};
