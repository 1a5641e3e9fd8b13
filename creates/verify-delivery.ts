import { connectionSecrets, fieldLabels, fieldNames, secretFields } from '../platform/connection.ts';
import { senderKey, senderLabel } from '../platform/context.ts';
import { appError, haltedError } from '../platform/errors.ts';
import { identify } from '../providers/identify.ts';
import type { Inputs } from '../providers/input-fields.ts';
import type { Provider, ProviderContext } from '../providers/provider.ts';
import { flag, nullable, openOrOther, payload, text, time } from '../schema/fields.ts';
import { isRejection, REJECTIONS, type Reason } from '../verification/rejection.ts';
import { headersOf } from '../verification/scheme.ts';
import { parseBody, type VerifiedDelivery, verify } from '../verification/verify.ts';
import { defineSessionAction } from './define-action.ts';
import { requireText, textOf } from './inputs.ts';
import { rebuildRequest } from './raw-request.ts';
import {
  body,
  CONTINUE,
  chosenProvider,
  fieldsOfChoice,
  HEADERS,
  headersField,
  onFailure,
  providerField,
  query,
  signature,
} from './verify-inputs.ts';

const MAPPING = `Also check that “${body.label}” and “${HEADERS.label}” contain what the step Catch Raw Hook received, unchanged.`;

const output = payload({
  verified: flag('Verified'),
  reason: nullable(text('Reason')),
  explanation: nullable(text('Explanation')),
  provider: text('Sender'),
  event_type: nullable(text('Event Type')),
  delivery_id: nullable(text('Delivery ID')),
  sent_at: nullable(time('Sent At')),
  payload: openOrOther('Payload'),
});

/** The output for a request that is not verified: none of its data. */
const unverified = (provider: Provider, reason: Reason, explanation: string) => ({
  verified: false,
  reason,
  explanation,
  provider: senderKey(provider),
  event_type: null,
  delivery_id: null,
  sent_at: null,
  payload: null,
});

// The sender may control a mapped field, so an invalid one halts the run and does not count as an error of the Zap.
const requestOf = (context: ProviderContext, inputs: Inputs) => {
  const { verifier } = context.provider;
  const label = senderLabel(context.provider);
  const headers = headersOf(verifier.scheme);
  // A sender can send an empty body, so that is a verification failure and not an error of the Zap.
  const content = inputs[body.key] ?? '';
  if (typeof content !== 'string') {
    throw haltedError(context, `“${body.label}” is not text. Map the field Raw Body of the step Catch Raw Hook.`);
  }
  const value = textOf(inputs, signature);
  if (value !== undefined && headers.length > 1) {
    throw haltedError(
      context,
      `${label} signs with more than one header. Clear “${signature.label}” and enter ${headers.join(', ')} in “${HEADERS.label}”.`,
    );
  }
  const parts = { body: content, headers: inputs[HEADERS.key], signature: value, query: inputs[query.key] };
  return rebuildRequest(parts, verifier.scheme);
};

const failure = (context: ProviderContext, inputs: Inputs, reason: Reason) => {
  const { provider } = context;
  const { fault, message, remedy } = REJECTIONS[reason];
  if (fault === 'connection') {
    const field = fieldLabels(provider, secretFields(provider.secret));
    throw appError(context, `${senderLabel(provider)}: ${message} Edit the connection and check ${field}. (${reason})`);
  }
  const explanation = `${senderLabel(provider)}: ${message} ${remedy} ${MAPPING} (${reason})`;
  if (textOf(inputs, onFailure) !== CONTINUE) throw haltedError(context, explanation);
  return unverified(provider, reason, explanation);
};

/** What a verified request contains, as the output of the action. */
const contentsOf = (provider: Provider, verified: VerifiedDelivery) => {
  const body = parseBody(verified.delivery);
  const content = isRejection(body) ? undefined : body;
  const { sentAt } = verified.evidence;
  return {
    reason: isRejection(body) ? body.reason : null,
    // There is no trigger here: empty where only the URL determines the event.
    event_type: (content && provider.eventType(content, '')) || null,
    delivery_id: identify(provider, verified, content).value,
    sent_at: sentAt === undefined ? null : new Date(sentAt * 1000).toISOString(),
    payload: content ?? null,
  };
};

const verifyRequest = (context: ProviderContext, inputs: Inputs) => {
  const { provider, auth } = context;
  const names = fieldNames(provider, provider.secret.field);
  const secrets = connectionSecrets(provider, auth);
  const verified = verify(provider.verifier, requestOf(context, inputs), secrets, Date.now() / 1000, names);
  if (isRejection(verified)) return failure(context, inputs, verified.reason);
  const envelope = provider.toEnvelope?.(verified);
  if (isRejection(envelope)) return failure(context, inputs, envelope.reason);
  const contents = envelope
    ? // Users look for duplicates with it, so it is never an ID that a sender can change.
      { ...envelope, reason: null, delivery_id: identify(provider, verified, envelope).value }
    : contentsOf(provider, verified);
  const { reason, event_type, delivery_id, sent_at, payload } = contents;
  const explanation = reason && REJECTIONS[reason].message;
  return {
    verified: true,
    reason,
    explanation,
    provider: senderKey(provider),
    event_type,
    delivery_id,
    sent_at,
    payload,
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
      'Verifies that a request caught with Catch Raw Hook of Webhooks by Zapier comes from the selected sender, and parses it.',
    inputs: [choice, body, headersField(providers)],
    dynamicInputs: (inputs) => fieldsOfChoice(providers, inputs),
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
      const provider = await chosenProvider(providers, requireText(session, inputs, choice), inputs);
      if (typeof provider === 'string') throw appError(session, provider);
      return verifyRequest({ ...session, provider }, inputs);
    },
  });
};
