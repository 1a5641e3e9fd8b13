import { type Headers, mac, type Sender } from './signing.ts';

const inHeader =
  (name: string, prefix = '', algorithm = 'sha256', encoding: 'hex' | 'base64' = 'hex') =>
  (body: string): Headers => ({ [name]: prefix + mac(body, algorithm, encoding) });

/** The senders that sign only the body. */
export const UNTIMED_SENDERS: readonly Sender[] = [
  {
    key: 'bitbucket',
    sign: inHeader('X-Hub-Signature', 'sha256='),
    unsigned: { 'X-Event-Key': 'repo:push', 'X-Request-UUID': '6d3d4c5e' },
    body: '{"repository":{"full_name":"team/repo"}}',
    eventType: 'repo:push',
    id: '6d3d4c5e',
  },
  {
    key: 'cal_com',
    sign: inHeader('X-Cal-Signature-256'),
    body: '{"triggerEvent":"BOOKING_CREATED","payload":{"title":"Strategy Session"}}',
    eventType: 'BOOKING_CREATED',
  },
  {
    key: 'circleci',
    sign: (body) => ({ 'circleci-signature': `v1=${mac(body)}` }),
    unsigned: { 'circleci-event-type': 'workflow-completed' },
    body: '{"id":"3888f21b","type":"workflow-completed"}',
    eventType: 'workflow-completed',
    id: '3888f21b',
  },
  {
    key: 'discourse',
    sign: inHeader('X-Discourse-Event-Signature', 'sha256='),
    unsigned: { 'X-Discourse-Event': 'topic_created', 'X-Discourse-Event-Id': '9821' },
    body: '{"topic":{"id":57}}',
    eventType: 'topic_created',
    id: '9821',
  },
  {
    key: 'docusign',
    sign: inHeader('X-DocuSign-Signature-1', '', 'sha256', 'base64'),
    body: '{"event":"envelope-completed","data":{"envelopeId":"93be49ab"}}',
    eventType: 'envelope-completed',
  },
  {
    key: 'github',
    sign: inHeader('X-Hub-Signature-256', 'sha256='),
    unsigned: { 'X-GitHub-Event': 'issues', 'X-GitHub-Delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958' },
    body: '{"action":"opened","issue":{"number":1347}}',
    eventType: 'issues',
    id: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
  },
  {
    key: 'gocardless',
    sign: inHeader('Webhook-Signature'),
    body: '{"events":[{"id":"EV123"}],"meta":{"webhook_id":"WB123"}}',
    eventType: null,
    id: 'WB123',
  },
  {
    key: 'intercom',
    sign: inHeader('X-Hub-Signature', 'sha1=', 'sha1'),
    body: '{"topic":"company.created","id":"notif_ccd8a4d0"}',
    eventType: 'company.created',
    id: 'notif_ccd8a4d0',
  },
  {
    key: 'jira',
    sign: inHeader('X-Hub-Signature', 'sha256='),
    unsigned: { 'X-Atlassian-Webhook-Identifier': 'a1b2' },
    body: '{"webhookEvent":"jira:issue_updated","issue":{"id":"99291"}}',
    eventType: 'jira:issue_updated',
    id: 'a1b2',
  },
  {
    key: 'lemon_squeezy',
    sign: inHeader('X-Signature'),
    body: '{"meta":{"event_name":"order_created"},"data":{"type":"orders","id":"1"}}',
    eventType: 'order_created',
  },
  {
    key: 'pagerduty',
    sign: (body) => ({
      'X-PagerDuty-Signature': `v1=${mac(body, 'sha256', 'hex', 'an-older-secret')},v1=${mac(body)}`,
    }),
    body: '{"event":{"id":"5ac64822","event_type":"incident.triggered"}}',
    eventType: 'incident.triggered',
    id: '5ac64822',
  },
  {
    key: 'razorpay',
    sign: inHeader('X-Razorpay-Signature'),
    unsigned: { 'X-Razorpay-Event-Id': 'evt_1' },
    body: '{"entity":"event","event":"payment.captured"}',
    eventType: 'payment.captured',
    id: 'evt_1',
  },
  {
    key: 'sentry',
    sign: inHeader('Sentry-Hook-Signature'),
    unsigned: { 'Sentry-Hook-Resource': 'issue', 'Request-ID': 'req_1' },
    body: '{"action":"created","data":{"issue":{"id":"1"}}}',
    eventType: 'issue.created',
    id: 'req_1',
  },
  {
    key: 'shopify',
    sign: inHeader('X-Shopify-Hmac-Sha256', '', 'sha256', 'base64'),
    unsigned: { 'X-Shopify-Topic': 'products/update', 'X-Shopify-Webhook-Id': 'b54557e4' },
    body: '{"id":9554194432293,"title":"T-Shirt"}',
    eventType: 'products/update',
    id: 'b54557e4',
  },
  {
    key: 'typeform',
    sign: inHeader('Typeform-Signature', 'sha256=', 'sha256', 'base64'),
    body: '{"event_id":"LtWXD3crgy","event_type":"form_response"}',
    eventType: 'form_response',
    id: 'LtWXD3crgy',
  },
  {
    key: 'vercel',
    sign: inHeader('x-vercel-signature', '', 'sha1'),
    body: '{"id":"uev_f1Zk","type":"deployment.succeeded"}',
    eventType: 'deployment.succeeded',
    id: 'uev_f1Zk',
  },
  {
    key: 'woocommerce',
    sign: inHeader('X-WC-Webhook-Signature', '', 'sha256', 'base64'),
    unsigned: { 'X-WC-Webhook-Topic': 'order.created', 'X-WC-Webhook-Delivery-ID': 'd0b1' },
    body: '{"id":727,"status":"processing"}',
    eventType: 'order.created',
    id: 'd0b1',
  },
];
