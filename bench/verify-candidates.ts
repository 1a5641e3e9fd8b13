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
import type { Candidate } from './interleave.ts';

/** What else Zapier hands on with a request. */
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

const provesAndParses = (proof: Verifier, raw: RawRequest, secret: string): Candidate => ({
  name: proof.scheme,
  run: () => {
    const proven = verify(proof, raw, secret, Date.now() / 1000);
    const body = isRejection(proven) ? proven : parseBody(proven.delivery);
    if (isRejection(body)) throw new Error(`${proof.scheme}: ${body.reason}`);
    return body;
  },
});

/** The least that verifying and parsing can be. */
export const FLOOR = 'createHmac + timingSafeEqual + JSON.parse';

const floorOf = (body: string, secret: string, signature: string): Candidate => ({
  name: FLOOR,
  run: () => {
    const expected = createHmac('sha256', secret).update(body).digest();
    if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) throw new Error('mismatch');
    return JSON.parse(body);
  },
});

/** The proofs, on one body. */
export const proofsOn = (body: string): readonly Candidate[] => {
  const secret = randomBytes(24).toString('hex');
  const whsec = `whsec_${randomBytes(32).toString('base64')}`;
  return [
    provesAndParses(
      hmac({ header: 'Builtfirst-Webhook-Signature-SHA256', encoding: 'hex' }),
      requestOf(body, { 'builtfirst-webhook-signature-sha256': signHmac(body, secret, 'hex') }),
      secret,
    ),
    provesAndParses(
      hmac({ header: 'X-Delivery-Hmac-SHA256', encoding: 'base64' }),
      requestOf(body, { 'x-delivery-hmac-sha256': signHmac(body, secret, 'base64') }),
      secret,
    ),
    provesAndParses(standardWebhooks(), requestOf(body, signSvix(body, whsec, 'msg_1', new Date())), whsec),
    provesAndParses(sharedToken({ header: 'X-Webhook-Token' }), requestOf(body, { 'x-webhook-token': secret }), secret),
    provesAndParses(sharedToken({ query: 'token' }), requestOf(body, {}, `token=${secret}`), secret),
  ];
};

/** What others offer, and the floor, on one body. The signers are the libraries' own, or Node's crypto. */
export const othersOn = (body: string): readonly Candidate[] => {
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
    floorOf(body, secret, hex),
    {
      name: 'svix',
      // It only verifies.
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
