import { createHash, createHmac } from 'node:crypto';

/** A secret that is base64 after `whsec_`, and as good a text as any for senders that use the text. */
export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** Another secret of the same form. */
export const OTHER_SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

export type Headers = Readonly<Record<string, string>>;

/** A digest from node:crypto. */
export const mac = (
  text: string,
  algorithm = 'sha256',
  encoding: 'hex' | 'base64' = 'hex',
  key: string | Buffer = SECRET,
): string => createHmac(algorithm, key).update(text, 'utf8').digest(encoding);

/** A sender, described from its documentation and not from the app. */
export interface Sender {
  readonly key: string;
  /** The headers of a request, signed as the documentation says. @param at milliseconds since 1970 */
  sign(body: string, at: number): Headers;
  /** Headers that are not signed. */
  readonly unsigned?: Headers;
  readonly body: string;
  readonly eventType: string | null;
  /** The ID of the delivery. Without it the output has a hash of the body. */
  readonly id?: string;
  /** Whether the signature covers a time. */
  readonly timed?: true;
}

/** A request. */
export interface Request {
  readonly body: string;
  readonly headers: Headers;
}

/** The body with the time at which it is sent, for a sender that signs it there. */
export const datedBody = ({ key }: Sender, body: string, at: number): string =>
  key === 'linear' ? body.replace(/("webhookTimestamp"\s*:\s*)\d+/, `$1${at}`) : body;

/** A signed request. */
export const signed = (sender: Sender, body = sender.body, at = Date.now()): Request => {
  const dated = datedBody(sender, body, at);
  return { body: dated, headers: { ...sender.unsigned, ...sender.sign(dated, at) } };
};

/**
 * What identifies a request without an ID: a hash of its body, for Ghost with the signed time, because its bodies repeat, and for Linear
 * without the time in the body, which differs in a re-send.
 */
export const contentHash = ({ key }: Sender, { body, headers }: Request): string => {
  const time = key === 'ghost' ? Number(/t=(\d+)/.exec(headers['X-Ghost-Signature'] ?? '')?.[1]) / 1000 : '';
  const content = key === 'linear' ? body.replace(/"webhookTimestamp"\s*:\s*\d+/, '') : body;
  return createHash('sha256').update(`${time}${content}`).digest('hex');
};
