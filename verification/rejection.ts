/**
 * Every reason why a delivery is refused, with what happened and what to do.
 *
 * The texts are constant, so that no secret, signature, token or body can get into one.
 *
 * `fault` decides how Zapier treats the error. A *sender* can be anyone who knows the URL and must not be able to turn a Zap off;
 * a problem of the *connection* can only be fixed by its owner, so Zapier reports it to them. A failure of Zapier counts as the
 * sender's too: the owner cannot fix it. With *none*, the request is dropped without an error.
 */
export const REJECTIONS = {
  raw_request_missing: {
    fault: 'sender',
    message: 'Zapier passed no raw request, so the signature cannot be checked.',
    remedy: 'Turn the Zap off and on again. If it happens again, contact Zapier support.',
  },
  method_not_post: {
    fault: 'sender',
    message: 'The request is not a POST, the only method that webhooks use.',
    remedy: 'No action is needed: the URL was opened in a browser or tested.',
  },
  signature_missing: {
    fault: 'sender',
    message: 'The request has no signature.',
    remedy: 'If the provider sent it, turn on signing there and check that a signing secret is set.',
  },
  signature_ambiguous: {
    fault: 'sender',
    message: 'The request has two different values for one signature header.',
    remedy: 'If a proxy forwards requests from the provider to Zapier, stop it from adding headers.',
  },
  signature_malformed: {
    fault: 'sender',
    message: 'The signature does not have the format that the provider uses.',
    remedy: 'If the provider sent it, check that no proxy between the provider and Zapier changes headers.',
  },
  signature_mismatch: {
    fault: 'sender',
    message: 'The signature does not match this body and secret.',
    remedy: 'If the provider sent it, copy the signing secret from the provider into the connection again.',
  },
  timestamp_missing: {
    fault: 'sender',
    message: 'The request has no timestamp.',
    remedy: 'If the provider sent it, check that no proxy between the provider and Zapier removes headers.',
  },
  timestamp_malformed: {
    fault: 'sender',
    message: 'The timestamp does not have the format that the provider uses.',
    remedy: 'If the provider sent it, check that no proxy between the provider and Zapier changes headers.',
  },
  timestamp_too_old: {
    fault: 'sender',
    message: 'The request is older than the provider allows, so it may be a replay.',
    remedy: 'If the provider sent it, send the event again from there.',
  },
  timestamp_too_new: {
    fault: 'sender',
    message: 'The timestamp of the request is in the future.',
    remedy: 'If the provider sent it, its clock is wrong. Contact its support.',
  },
  id_missing: {
    fault: 'sender',
    message: 'The request has no delivery ID.',
    remedy: 'If the provider sent it, check that no proxy between the provider and Zapier removes headers.',
  },
  id_malformed: {
    fault: 'sender',
    message: 'The delivery ID contains characters that are not allowed.',
    remedy: 'If the provider sent it, check that no proxy between the provider and Zapier changes headers.',
  },
  ping_not_signed: {
    fault: 'none',
    message: 'The request has no signature. The provider sends it to test the URL.',
    remedy: 'No action is needed.',
  },
  token_missing: {
    fault: 'sender',
    message: 'The request does not contain the secret token.',
    remedy: 'If the provider sent it, add the token there as described in the setup steps of this trigger.',
  },
  token_ambiguous: {
    fault: 'sender',
    message: 'The request contains two different tokens.',
    remedy: 'Keep only one token in the provider’s webhook settings.',
  },
  token_mismatch: {
    fault: 'sender',
    message: 'The token does not match the token in the connection.',
    remedy: 'If the provider sent it, copy the token from the connection into the provider’s webhook settings again.',
  },
  record_not_found: {
    fault: 'sender',
    message: 'The record that the request names does not exist in the provider’s API.',
    remedy: 'If the record exists, check that the connection is for the same website.',
  },
  record_not_readable: {
    fault: 'sender',
    message: 'The API key in the connection may not read the record that the request names.',
    remedy: 'Check the API key and its permissions in the provider’s settings.',
  },
  body_not_utf8: {
    fault: 'sender',
    message: 'The signature does not match. The body is not UTF-8 text, so Zapier did not pass it on unchanged.',
    remedy: 'Check in the provider’s settings that the webhook is sent as JSON in UTF-8.',
  },
  body_not_json: {
    fault: 'sender',
    message: 'The request is verified, but its body is not JSON.',
    remedy: 'Check in the provider’s settings that the webhook is sent as JSON.',
  },
  body_not_object: {
    fault: 'sender',
    message: 'The request is verified, but its body is not a JSON object.',
    remedy: 'Check in the provider’s settings that each event is sent separately.',
  },
  body_too_deep: {
    fault: 'sender',
    message: 'The request is verified, but its body is nested too deeply for Zapier.',
    remedy: 'If the provider sent it, contact its support.',
  },
  body_too_large: {
    fault: 'sender',
    message: 'The request is verified, but its body is too large for Zapier.',
    remedy: 'If the provider sent it, reduce the data of the event there.',
  },
  secret_missing: {
    fault: 'connection',
    message: 'There is no signing secret, so requests cannot be verified.',
    remedy: 'Fill it in.',
  },
  secret_unusable: {
    fault: 'connection',
    message: 'The signing secret is not in a format that the provider issues. It may be cut off or changed.',
    remedy: 'Copy the complete secret again.',
  },
} as const satisfies Record<string, { fault: 'sender' | 'connection' | 'none'; message: string; remedy: string }>;

/** The stable code of a rejection, for logs, tests and tools. Codes are public and never renamed. */
export type Reason = keyof typeof REJECTIONS;

/** A delivery that was refused. A class, because a verified body may well have its own `reason`. */
export class Rejection {
  readonly reason: Reason;

  constructor(reason: Reason) {
    this.reason = reason;
  }
}

/** Creates a rejection. */
export const reject = (reason: Reason): Rejection => new Rejection(reason);

/** Tells a rejection from the other results of a check. */
export const isRejection = (value: unknown): value is Rejection => value instanceof Rejection;
