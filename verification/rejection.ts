/**
 * Every reason for which a delivery is not proven, with what a user should do about it.
 *
 * The texts are constant: no secret, signature, token or body can get into one.
 *
 * `fault` tells whose fault it is, and so how loudly Zapier hears of it: a *sender* can be a stranger who knows the URL,
 * who must not be able to turn Zaps off; a *connection* can only be mended by its owner, who must be told.
 */
export const REJECTIONS = {
  raw_request_missing: {
    fault: 'sender',
    what: 'Zapier passed on no raw request, so there is nothing to check.',
    remedy: 'Turn the Zap off and on again. If it happens again, contact Zapier support.',
  },
  method_not_post: {
    fault: 'sender',
    what: 'The request was not a POST, the only method that webhooks are sent with.',
    remedy: 'Nothing to do: somebody opened or called the webhook URL by hand.',
  },
  signature_missing: {
    fault: 'sender',
    what: 'The request carries no signature.',
    remedy: 'If the provider sent it, switch signing on there and check that a signing secret is set.',
  },
  signature_ambiguous: {
    fault: 'sender',
    what: 'The request carries two different values for one signature header.',
    remedy: 'If a proxy stands between the provider and Zapier, stop it from adding headers.',
  },
  signature_malformed: {
    fault: 'sender',
    what: 'The signature does not have the form that the provider uses.',
    remedy: 'If the provider sent it, check that nothing between the provider and Zapier changes headers.',
  },
  signature_mismatch: {
    fault: 'sender',
    what: 'The signature does not belong to this body and secret.',
    remedy: 'If the provider sent it, copy the signing secret from the provider into the connection again.',
  },
  timestamp_missing: {
    fault: 'sender',
    what: 'The request does not say when it was sent.',
    remedy: 'If the provider sent it, check that nothing between the provider and Zapier removes headers.',
  },
  timestamp_malformed: {
    fault: 'sender',
    what: 'The time of sending is not a whole number of seconds.',
    remedy: 'If the provider sent it, check that nothing between the provider and Zapier changes headers.',
  },
  timestamp_too_old: {
    fault: 'sender',
    what: 'The request was sent more than five minutes ago, as an attacker would who recorded it.',
    remedy: 'If the provider sent it, send the event again from there.',
  },
  timestamp_too_new: {
    fault: 'sender',
    what: 'The request claims to be from the future.',
    remedy: 'If the provider sent it, its clock is wrong: tell its support.',
  },
  id_missing: {
    fault: 'sender',
    what: 'The request has no delivery id.',
    remedy: 'If the provider sent it, check that nothing between the provider and Zapier removes headers.',
  },
  id_malformed: {
    fault: 'sender',
    what: 'The delivery id holds characters that an id cannot have.',
    remedy: 'If the provider sent it, check that nothing between the provider and Zapier changes headers.',
  },
  token_missing: {
    fault: 'sender',
    what: 'The request does not carry the secret token.',
    remedy: 'If the provider sent it, add the token there as the set-up steps of this trigger describe.',
  },
  token_ambiguous: {
    fault: 'sender',
    what: 'The request carries two different tokens.',
    remedy: 'Keep a single token in the provider’s webhook settings.',
  },
  token_mismatch: {
    fault: 'sender',
    what: 'The token is not the one in the connection.',
    remedy: 'If the provider sent it, copy the token from the connection into the provider’s webhook settings again.',
  },
  record_not_found: {
    fault: 'sender',
    what: 'The provider’s own API does not know the record that the request names.',
    remedy: 'If the record exists, check that the connection is for the same website.',
  },
  body_not_json: {
    fault: 'sender',
    what: 'The request is genuine, but its body is not JSON.',
    remedy: 'Check in the provider’s settings that the webhook is sent as JSON.',
  },
  body_not_object: {
    fault: 'sender',
    what: 'The request is genuine, but its body is not a JSON object.',
    remedy: 'Check in the provider’s settings that each event is sent on its own.',
  },
  secret_missing: {
    fault: 'connection',
    what: 'There is no signing secret to check requests with.',
    remedy: 'Fill it in.',
  },
  secret_unusable: {
    fault: 'connection',
    what: 'The signing secret is not one that the provider could have issued: it is cut off, or was changed on the way.',
    remedy: 'Copy it again, whole.',
  },
} as const satisfies Record<string, { fault: 'sender' | 'connection'; what: string; remedy: string }>;

/** The stable code of a rejection, for logs, tests and tools. */
export type Reason = keyof typeof REJECTIONS;

/** Says that something is not proven, and why. A class, since a genuine body may well have a `reason` of its own. */
export class Rejection {
  readonly reason: Reason;

  constructor(reason: Reason) {
    this.reason = reason;
  }
}

/** Makes a rejection. */
export const reject = (reason: Reason): Rejection => new Rejection(reason);

/** Tells a rejection from whatever else a check can answer. */
export const isRejection = (value: object): value is Rejection => value instanceof Rejection;
