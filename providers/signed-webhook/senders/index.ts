import type { SenderDefinition } from '../sender.ts';
import type { SenderKey } from '../sender-labels.ts';
import { bitbucket } from './bitbucket.ts';
import { calCom } from './cal-com.ts';
import { calendly } from './calendly.ts';
import { circleci } from './circleci.ts';
import { customerIo } from './customer-io.ts';
import { discourse } from './discourse.ts';
import { docusign } from './docusign.ts';
import { ghost } from './ghost.ts';
import { github } from './github.ts';
import { gocardless } from './gocardless.ts';
import { intercom } from './intercom.ts';
import { jira } from './jira.ts';
import { lemonSqueezy } from './lemon-squeezy.ts';
import { linear } from './linear.ts';
import { mux } from './mux.ts';
import { paddle } from './paddle.ts';
import { pagerduty } from './pagerduty.ts';
import { razorpay } from './razorpay.ts';
import { sentry } from './sentry.ts';
import { shopify } from './shopify.ts';
import { standardWebhooks } from './standard-webhooks.ts';
import { stripe } from './stripe.ts';
import { svix } from './svix.ts';
import { typeform } from './typeform.ts';
import { vercel } from './vercel.ts';
import { woocommerce } from './woocommerce.ts';
import { workos } from './workos.ts';
import { zendesk } from './zendesk.ts';

/** How each sender signs. */
export const SENDERS: Readonly<Record<SenderKey, SenderDefinition>> = {
  standard_webhooks: standardWebhooks,
  svix,
  bitbucket,
  cal_com: calCom,
  calendly,
  circleci,
  customer_io: customerIo,
  discourse,
  docusign,
  ghost,
  github,
  gocardless,
  intercom,
  jira,
  lemon_squeezy: lemonSqueezy,
  linear,
  mux,
  paddle,
  pagerduty,
  razorpay,
  sentry,
  shopify,
  stripe,
  typeform,
  vercel,
  woocommerce,
  workos,
  zendesk,
};
