import type { SenderKey } from '../../providers/signed-webhook/sender-labels.ts';

/** A check of this project's signatures with a sender's own library. */
interface OfficialLibrary {
  readonly name: string;
  /** The version of a check by hand. Without it the library is part of the tests. */
  readonly checked?: string;
}

/** The senders whose own library on npm signs or verifies webhooks. */
export const OFFICIAL_LIBRARIES: Readonly<Partial<Record<SenderKey, OfficialLibrary>>> = {
  standard_webhooks: { name: 'standardwebhooks' },
  svix: { name: 'svix' },
  customer_io: { name: 'customerio-node', checked: '5.2.0' },
  github: { name: '@octokit/webhooks-methods' },
  gocardless: { name: 'gocardless-nodejs', checked: '10.1.2' },
  linear: { name: '@linear/sdk', checked: '98.0.0' },
  mux: { name: '@mux/mux-node', checked: '15.3.0' },
  paddle: { name: '@paddle/paddle-node-sdk' },
  razorpay: { name: 'razorpay', checked: '2.9.8' },
  shopify: { name: '@shopify/shopify-api', checked: '15.0.0' },
  stripe: { name: 'stripe' },
  workos: { name: '@workos-inc/node', checked: '11.0.0' },
};
