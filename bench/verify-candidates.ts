import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { verify as octokitVerify } from '@octokit/webhooks-methods';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';
import { signHmac, signSvix } from '../sandbox/providers/sign.ts';
import { renameHeader } from '../sandbox/zapier/ingress.ts';
import type { RawRequest } from '../verification/delivery.ts';
import { hmac } from '../verification/hmac.ts';
import { isRejection } from '../verification/rejection.ts';
import { sharedToken } from '../verification/shared-token.ts';
import { standardWebhooks } from '../verification/standard-webhooks.ts';
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

const verifyAndParse = (verifier: Verifier, raw: RawRequest, secret: string): Candidate => ({
  name: verifier.scheme,
  run: () => {
    const verified = verify(verifier, raw, secret, Date.now() / 1000);
    const body = isRejection(verified) ? verified : parseBody(verified.delivery);
    if (isRejection(body)) throw new Error(`${verifier.scheme}: ${body.reason}`);
    return body;
  },
});

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

/** The verifiers of this app, for one body. */
export const appVerifiers = (body: string): readonly Candidate[] => {
  const secret = randomBytes(24).toString('hex');
  const whsec = `whsec_${randomBytes(32).toString('base64')}`;
  return [
    verifyAndParse(
      hmac({ header: 'Builtfirst-Webhook-Signature-SHA256', encoding: 'hex' }),
      requestOf(body, { 'builtfirst-webhook-signature-sha256': signHmac(body, secret, 'hex') }),
      secret,
    ),
    verifyAndParse(
      hmac({ header: 'X-Delivery-Hmac-SHA256', encoding: 'base64' }),
      requestOf(body, { 'x-delivery-hmac-sha256': signHmac(body, secret, 'base64') }),
      secret,
    ),
    verifyAndParse(standardWebhooks(), requestOf(body, signSvix(body, whsec, 'msg_1', new Date())), whsec),
    verifyAndParse(sharedToken({ header: 'X-Webhook-Token' }), requestOf(body, { 'x-webhook-token': secret }), secret),
    verifyAndParse(sharedToken({ query: 'token' }), requestOf(body, {}, `token=${secret}`), secret),
  ];
};

/** Other libraries and the baseline, for one body. The libraries or node:crypto sign it. */
export const otherVerifiers = (body: string): readonly Candidate[] => {
  const secret = randomBytes(24).toString('hex');
  const whsec = `whsec_${randomBytes(32).toString('base64')}`;
  const svixHeaders = signSvix(body, whsec, 'msg_1', new Date());
  const webhookHeaders = Object.fromEntries(
    Object.entries(svixHeaders).map(([name, value]) => [name.replace('svix-', 'webhook-'), value]),
  );
  const svix = new SvixWebhook(whsec);
  const standard = new StandardWebhook(whsec);
  const stripe = new Stripe('sk_test_none');
  const stripeHeader = stripe.webhooks.generateTestHeaderString({ payload: body, secret });
  const hex = signHmac(body, secret, 'hex');
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
