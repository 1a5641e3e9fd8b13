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
    remedy: 'If the request is genuine, turn on signing at the sender and check that a signing secret is set.',
  },
  signature_ambiguous: {
    fault: 'sender',
    message: 'The request has two different values for one signature header.',
    remedy: 'If a proxy forwards requests from the sender to Zapier, stop it from adding headers.',
  },
  signature_malformed: {
    fault: 'sender',
    message: 'The signature does not have the sender’s format.',
    remedy: 'If the request is genuine, check that no proxy between the sender and Zapier changes headers.',
  },
  signature_mismatch: {
    fault: 'sender',
    message: 'The signature does not match this body and secret.',
    remedy: 'If the request is genuine, copy the signing secret from the sender into the connection again.',
  },
  timestamp_missing: {
    fault: 'sender',
    message: 'The request has no timestamp.',
    remedy: 'If the request is genuine, check that no proxy between the sender and Zapier removes headers.',
  },
  timestamp_malformed: {
    fault: 'sender',
    message: 'The timestamp does not have the sender’s format.',
    remedy: 'If the request is genuine, check that no proxy between the sender and Zapier changes headers.',
  },
  timestamp_too_old: {
    fault: 'sender',
    message: 'The request is older than the sender allows, so it may be a replay.',
    remedy: 'If the request is genuine, send the event again from the sender.',
  },
  timestamp_too_new: {
    fault: 'sender',
    message: 'The timestamp of the request is in the future.',
    remedy: 'If the request is genuine, the sender’s clock is wrong. Contact its support.',
  },
  id_missing: {
    fault: 'sender',
    message: 'The request has no delivery ID.',
    remedy: 'If the request is genuine, check that no proxy between the sender and Zapier removes headers.',
  },
  id_malformed: {
    fault: 'sender',
    message: 'The delivery ID contains characters that are not allowed.',
    remedy: 'If the request is genuine, check that no proxy between the sender and Zapier changes headers.',
  },
  ping_not_signed: {
    fault: 'none',
    message: 'The request has no signature. The sender uses it to test the URL.',
    remedy: 'No action is needed.',
  },
  token_missing: {
    fault: 'sender',
    message: 'The request does not contain the secret token.',
    remedy: 'If the request is genuine, add the token at the sender, as described in the setup steps of the trigger.',
  },
  token_ambiguous: {
    fault: 'sender',
    message: 'The request contains two different tokens.',
    remedy: 'Keep only one token in the sender’s webhook settings.',
  },
  token_mismatch: {
    fault: 'sender',
    message: 'The token does not match the token in the connection.',
    remedy: 'If the request is genuine, copy the token from the connection into the sender’s webhook settings again.',
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
    remedy: 'Check in the sender’s settings that the webhook is sent as JSON in UTF-8.',
  },
  body_not_json: {
    fault: 'sender',
    message: 'The request is verified, but its body is not JSON.',
    remedy: 'Check in the sender’s settings that the webhook is sent as JSON.',
  },
  body_not_object: {
    fault: 'sender',
    message: 'The request is verified, but its body is not a JSON object.',
    remedy: 'Check in the sender’s settings that each event is sent separately.',
  },
  body_too_deep: {
    fault: 'sender',
    message: 'The request is verified, but its body is nested too deeply for Zapier.',
    remedy: 'Contact the sender’s support.',
  },
  body_too_large: {
    fault: 'sender',
    message: 'The request is verified, but its body is too large for Zapier.',
    remedy: 'Reduce the data of the event in the sender’s settings.',
  },
  secret_missing: {
    fault: 'connection',
    message: 'There is no signing secret, so requests cannot be verified.',
    remedy: 'Fill it in.',
  },
  secret_unusable: {
    fault: 'connection',
    message: 'The signing secret does not have the sender’s format. It may be cut off or changed.',
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
