import { asRecord, asRecords } from '../../../schema/json.ts';
import {
  answering,
  type Deviation,
  moved,
  refusing,
  renamed,
  rewriting,
  withBody,
  withHeader,
  withScheme,
  withStatus,
} from './deviation.ts';

const SUBSCRIPTIONS = /^\/webhooks\/subscriptions$/;
const SUBSCRIPTION = /^\/webhooks\/subscriptions\/[^/]+$/;

/** What BaseKit may do differently. */
export const basekitDeviations: readonly Deviation[] = [
  {
    text: 'The subscription endpoint has another path.',
    breaks: 'basekit.subscribe',
    finding: '404',
    api: moved('/webhooks/subscriptions', '/hooks'),
    fix: () => ({ BASEKIT_SUBSCRIPTIONS_PATH: '/hooks' }),
  },
  {
    text: 'The API is below another path.',
    breaks: 'basekit.connection',
    finding: '404',
    api: moved('/', '/rest/'),
    fix: ({ basekit_api_url: url = '' }) => ({ basekit_api_url: `${url}/rest` }),
  },
  {
    text: 'Creating a subscription redirects.',
    breaks: 'basekit.subscribe',
    finding: '302',
    api: answering('POST', SUBSCRIPTIONS, withStatus(302)),
  },
  {
    text: 'Creating a subscription is answered without a body.',
    breaks: 'basekit.subscription-id',
    finding: 'no ID',
    api: answering('POST', SUBSCRIPTIONS, (reply) => ({ ...reply, status: 202, body: '' })),
  },
  {
    text: 'The ID is in another envelope.',
    breaks: 'basekit.subscription-id',
    finding: '`data.subscription.ref`',
    api: rewriting('POST', SUBSCRIPTIONS, (data) => ({ data })),
  },
  {
    text: 'The ID has another name.',
    breaks: 'basekit.subscription-id',
    finding: '`subscription.uuid`',
    api: rewriting('POST', SUBSCRIPTIONS, ({ subscription }) => ({
      subscription: renamed('ref', 'uuid')(asRecord(subscription)),
    })),
  },
  {
    text: 'The ID is an address.',
    breaks: 'basekit.subscription-id',
    finding: '`href`',
    api: rewriting('POST', SUBSCRIPTIONS, ({ subscription }) => ({
      href: `/webhooks/subscriptions/${asRecord(subscription)['ref']}`,
    })),
  },
  {
    text: 'An event has another name.',
    breaks: 'basekit.event-names',
    finding: '`site.publish` (400)',
    api: refusing(SUBSCRIPTIONS, '"site.publish"', 400),
  },
  {
    text: 'All events have other names.',
    breaks: 'basekit.event-names',
    finding: '`booking.updated` (422)',
    api: refusing(SUBSCRIPTIONS, 'eventName', 422),
  },
  {
    text: 'Deleting is not allowed at that path.',
    breaks: 'basekit.unsubscribe',
    finding: '405',
    api: answering('DELETE', SUBSCRIPTION, withStatus(405)),
  },
  {
    text: 'Deleting works only at another path.',
    breaks: 'basekit.unsubscribe',
    finding: '404',
    api: answering('DELETE', SUBSCRIPTION, withStatus(404)),
  },
  {
    text: 'Deleting again is answered with 400.',
    breaks: 'basekit.unsubscribe-again',
    finding: '400',
    api: answering('DELETE', SUBSCRIPTION, (reply) => (reply.status === 404 ? withStatus(400)(reply) : reply)),
  },
  {
    text: 'The list of account holders has another envelope.',
    breaks: 'basekit.list',
    finding: '`data`',
    api: rewriting('GET', /^\/users$/, renamed('accountHolders', 'data')),
  },
  {
    text: 'A field of account holders has another name.',
    breaks: 'basekit.list',
    finding: '`accountHolder.firstName`',
    api: rewriting('GET', /^\/users$/, ({ accountHolders, ...rest }) => ({
      ...rest,
      accountHolders: asRecords(accountHolders).map(renamed('firstName', 'first_name')),
    })),
  },
  {
    text: 'The list starts with the newest.',
    breaks: 'basekit.list-order',
    finding: 'newest',
    api: rewriting('GET', /^\/users$/, ({ accountHolders, ...rest }) => ({
      ...rest,
      accountHolders: asRecords(accountHolders).map((holder) => ({ ...holder, ref: 1000 - Number(holder['ref']) })),
    })),
  },
  {
    text: 'A wrong password is answered with 404.',
    breaks: 'basekit.wrong-credentials',
    finding: '404',
    api: answering('GET', /^\/brands$/, (reply) => (reply.status === 401 ? withStatus(404)(reply) : reply)),
  },
  {
    text: 'The signature is in another header.',
    breaks: 'basekit.signature-names',
    finding: '`x-basekit-signature`',
    delivery: withHeader('X-Delivery-Hmac-SHA256', 'X-BaseKit-Signature'),
  },
  {
    text: 'The signature is in hex.',
    breaks: 'basekit.signature',
    finding: '`signature_malformed`',
    delivery: withScheme((scheme) => ({ ...scheme, encoding: 'hex' })),
  },
  {
    text: 'The signature is an HMAC-SHA1.',
    breaks: 'basekit.signature',
    finding: '`hash_sha1`',
    delivery: withScheme((scheme) => ({ ...scheme, algorithm: 'sha1' })),
  },
  {
    text: 'An event has another name in deliveries.',
    breaks: 'basekit.event-type',
    finding: '`site.published`',
    delivery: withBody((body) =>
      body['eventName'] === 'site.publish' ? { ...body, eventName: 'site.published' } : body,
    ),
  },
  {
    text: 'Deliveries have another envelope.',
    breaks: 'basekit.event-type',
    finding: '`data.eventName`',
    delivery: withBody((data) => ({ data })),
  },
  {
    text: 'A field of deliveries has another name.',
    breaks: 'basekit.schema',
    finding: '`accountHolder`',
    delivery: withBody((body) => ('accountHolder' in body ? renamed('accountHolder', 'account')(body) : body)),
  },
];
