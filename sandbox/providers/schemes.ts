import { randomBytes } from 'node:crypto';
import type { SignedRequest } from './emulator.ts';
import { signHmac, signSvix } from './sign.ts';

/** How a provider signs according to its documentation: independent of the code that verifies. */
export type Scheme =
  | { readonly kind: 'hmac'; readonly header: string; readonly encoding: 'base64' | 'hex' }
  | { readonly kind: 'standard' }
  | { readonly kind: 'token'; readonly header: string }
  | { readonly kind: 'token'; readonly parameter: string };

/** The signature scheme of each provider, by its key. */
export const SCHEMES: Readonly<Record<string, Scheme>> = {
  // https://apidocs.basekit.com/webhooks
  basekit: { kind: 'hmac', header: 'X-Delivery-Hmac-SHA256', encoding: 'base64' },
  // https://buildr.dev/introduction/webhooks
  buildr: { kind: 'standard' },
  // https://support.builtfirst.com/en/articles/6909751-analytics-webhooks
  builtfirst: { kind: 'hmac', header: 'Builtfirst-Webhook-Signature-SHA256', encoding: 'hex' },
  // https://documentation.freshpaint.io/integrations/destinations/apps/webhooks
  freshpaint: { kind: 'token', header: 'X-Webhook-Token' },
  // https://proofs.firespring.engineering/sb-style/175/docs/webhooks/v2/overview
  firespring: { kind: 'token', parameter: 'token' },
};

/** The signature scheme of a provider. */
export const schemeOf = (key: string): Scheme => {
  const scheme = SCHEMES[key];
  if (!scheme)
    throw new Error(`The provider “${key}” has no signature scheme. Add one to sandbox/providers/schemes.ts.`);
  return scheme;
};

/** A request to sign. */
export interface Unsigned {
  readonly url: string;
  readonly body: string;
  readonly secret: string;
  readonly id?: string | undefined;
  readonly at?: Date | undefined;
}

const post = (url: string, headers: Readonly<Record<string, string>>, body: string): SignedRequest => ({
  url,
  method: 'POST',
  headers: { 'Content-Type': 'application/json', ...headers },
  body,
});

/** Signs a request as a provider does. */
export const signRequest = (scheme: Scheme, { url, body, secret, id, at = new Date() }: Unsigned): SignedRequest => {
  if (scheme.kind === 'hmac') return post(url, { [scheme.header]: signHmac(body, secret, scheme.encoding) }, body);
  if (scheme.kind === 'standard') {
    return post(url, signSvix(body, secret, id ?? `msg_${randomBytes(16).toString('hex')}`, at), body);
  }
  if ('header' in scheme) return post(url, { [scheme.header]: secret }, body);
  const withToken = new URL(url);
  withToken.searchParams.set(scheme.parameter, secret);
  return post(withToken.href, {}, body);
};
