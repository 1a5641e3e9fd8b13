/** The senders with a known scheme: the two standards first, because many senders use them, then by name. Keys are public. */
export const SENDER_LABELS = {
  standard_webhooks: 'Standard Webhooks',
  svix: 'Svix',
  bitbucket: 'Bitbucket',
  cal_com: 'Cal.com',
  calendly: 'Calendly',
  circleci: 'CircleCI',
  customer_io: 'Customer.io',
  discourse: 'Discourse',
  docusign: 'Docusign',
  ghost: 'Ghost',
  github: 'GitHub',
  gocardless: 'GoCardless',
  intercom: 'Intercom',
  jira: 'Jira',
  lemon_squeezy: 'Lemon Squeezy',
  linear: 'Linear',
  mux: 'Mux',
  paddle: 'Paddle',
  pagerduty: 'PagerDuty',
  razorpay: 'Razorpay',
  sentry: 'Sentry',
  shopify: 'Shopify',
  stripe: 'Stripe',
  typeform: 'Typeform',
  vercel: 'Vercel',
  woocommerce: 'WooCommerce',
  workos: 'WorkOS',
  zendesk: 'Zendesk',
} as const;

/** The key of a sender with a known scheme. */
export type SenderKey = keyof typeof SENDER_LABELS;

/** Whether a choice is a sender with a known scheme. */
export const isKnown = (key: string | undefined): key is SenderKey =>
  key !== undefined && Object.hasOwn(SENDER_LABELS, key);
