import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { verify as octokitVerify } from '@octokit/webhooks-methods';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';
import { renameHeader } from 'zapier-local';
import { signRequest } from '../sandbox/providers/sign.ts';
import type { RawRequest } from '../verification/delivery.ts';
import { hmac } from '../verification/hmac.ts';
import { isRejection } from '../verification/rejection.ts';
import { hmacScheme, type Scheme } from '../verification/scheme.ts';
import type { Secrets } from '../verification/secret.ts';
import { sharedToken } from '../verification/shared-token.ts';
import { STANDARD_WEBHOOKS } from '../verification/standard-webhooks.ts';
import { parseBody, type Verifier, verify } from '../verification/verify.ts';
import type { Candidate } from './function-times.ts';

/** Other headers that Zapier forwards. */
const COMMON = {
  accept: '*/*',
  'accept-encoding': 'gzip, deflate',
  'content-type': 'application/json',
  'user-agent': 'Provider-Webhooks/1.0',
  'x-forwarded-for': '192.0.2.1',
  'x-forwarded-proto': 'https',
  'x-request-id': '3f0c6a5e-5d0b-4a55-9d3e-1c2b3a4d5e6f',
};

const requestOf = (body: string, headers: Readonly<Record<string, string>>, querystring = ''): RawRequest => ({
  method: 'POST',
  querystring,
  headers: Object.fromEntries(
    Object.entries({ ...COMMON, 'content-length': String(body.length), ...headers }).map(([name, value]) => [
      renameHeader(name),
      value,
    ]),
  ),
  content: body,
});

const URL_OF_ZAP = 'https://hooks.example.com/1';

const verifierOf = (scheme: Scheme): Verifier => (scheme.kind === 'hmac' ? hmac(scheme) : sharedToken(scheme));

const verifyAndParse = (
  name: string,
  scheme: Scheme,
  body: string,
  secret: string,
  secrets: Secrets = secret,
): Candidate => {
  const verifier = verifierOf(scheme);
  const { headers, url } = signRequest(scheme, { url: URL_OF_ZAP, body, secret });
  const raw = requestOf(body, headers, new URL(url).search.slice(1));
  return {
    name,
    run: () => {
      const verified = verify(verifier, raw, secrets, Date.now() / 1000);
      const parsed = isRejection(verified) ? verified : parseBody(verified.delivery);
      if (isRejection(parsed)) throw new Error(`${name}: ${parsed.reason}`);
      return parsed;
    },
  };
};

/** The baseline: the least work that verifies and parses a delivery. */
export const BASELINE = 'createHmac + timingSafeEqual + JSON.parse';

const baseline = (body: string, secret: string, signature: string): Candidate => ({
  name: BASELINE,
  run: () => {
    const expected = createHmac('sha256', secret).update(body).digest();
    if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) throw new Error('mismatch');
    return JSON.parse(body);
  },
});

const HEX = hmacScheme({ header: 'Builtfirst-Webhook-Signature-SHA256' });
const BASE64 = hmacScheme({ header: 'X-Delivery-Hmac-SHA256', encoding: 'base64' });
const PAIRS = hmacScheme({
  header: 'Stripe-Signature',
  prefix: 'v1=',
  separator: ',',
  signedText: '{timestamp}.{body}',
  timestamp: { in: 'signature', prefix: 't=', unit: 's', tolerance: 300 },
});

/** The verifiers of this app, for one body. */
export const appVerifiers = (body: string): readonly Candidate[] => {
  const secret = randomBytes(24).toString('hex');
  const whsec = `whsec_${randomBytes(32).toString('base64')}`;
  return [
    verifyAndParse('hmac-hex', HEX, body, secret),
    verifyAndParse('hmac-base64', BASE64, body, secret),
    // A list, as in connections for any sender.
    verifyAndParse('hmac-pairs', PAIRS, body, secret, [secret]),
    verifyAndParse('standard-webhooks', STANDARD_WEBHOOKS, body, whsec),
    verifyAndParse('token-header', { kind: 'token', in: 'header', name: 'X-Webhook-Token' }, body, secret),
    verifyAndParse('token-query', { kind: 'token', in: 'query', name: 'token' }, body, secret),
  ];
};

/** Other libraries and the baseline, for one body. The libraries or node:crypto sign it. */
export const otherVerifiers = (body: string): readonly Candidate[] => {
  const secret = randomBytes(24).toString('hex');
  const whsec = `whsec_${randomBytes(32).toString('base64')}`;
  const svix = new SvixWebhook(whsec);
  const [id, sentAt] = ['msg_1', new Date()];
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  const signature = svix.sign(id, sentAt, body);
  const svixHeaders = { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': signature };
  const webhookHeaders = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
  const standard = new StandardWebhook(whsec);
  const stripe = new Stripe('sk_test_none');
  const stripeHeader = stripe.webhooks.generateTestHeaderString({ payload: body, secret });
  const hex = createHmac('sha256', secret).update(body).digest('hex');
  return [
    baseline(body, secret, hex),
    {
      name: 'svix',
      // svix does not parse the body.
      run: () => {
        svix.verify(body, svixHeaders);
        return JSON.parse(body);
      },
    },
    { name: 'standardwebhooks', run: () => standard.verify(body, webhookHeaders) },
    { name: 'stripe', run: () => stripe.webhooks.constructEvent(body, stripeHeader, secret) },
    {
      name: '@octokit/webhooks-methods',
      run: async () => {
        if (!(await octokitVerify(secret, body, `sha256=${hex}`))) throw new Error('mismatch');
        return JSON.parse(body);
      },
    },
  ];
};
