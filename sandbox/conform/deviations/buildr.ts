import { asRecord, type JsonObject } from '../../../schema/json.ts';
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

const WEBHOOKS = /\/webhooks$/;
const WEBHOOK = /\/webhooks\/[^/]+$/;
const RECORD = /\/(?:contacts|companies|opportunities|projects)\/[^/]+$/;
const RECORDS = /\/(?:contacts|companies|opportunities|projects)$/;

/** An answer with one field, in another envelope. */
const wrapped =
  (name: string) =>
  (data: JsonObject): JsonObject => ({ [name]: Object.values(data)[0] });

/** The envelopes `{item}` and `{items}` of newer accounts. Webhooks keep theirs. */
export const itemEnvelopes: NonNullable<Deviation['api']> = (forward) =>
  rewriting('GET', RECORD, wrapped('item'))(rewriting('GET', RECORDS, wrapped('items'))(forward));

/** What Buildr may do differently. */
export const buildrDeviations: readonly Deviation[] = [
  {
    text: 'The API has another base path.',
    breaks: 'buildr.connection',
    finding: '404',
    api: moved('/api/2023-01', '/api/beta'),
    fix: ({ BUILDR_API_URL: url = '' }) => ({ BUILDR_API_URL: url.replace('/api/2023-01', '/api/beta') }),
  },
  {
    text: 'The token endpoint has another path.',
    breaks: 'buildr.token-url',
    finding: '404',
    api: moved('/oauth/token', '/oauth2/token'),
    fix: ({ BUILDR_TOKEN_URL: url = '' }) => ({ BUILDR_TOKEN_URL: url.replace('/oauth/', '/oauth2/') }),
  },
  {
    text: 'The token has another name.',
    breaks: 'buildr.token',
    finding: '`token`',
    api: rewriting('POST', /\/oauth\/token$/, renamed('access_token', 'token')),
  },
  {
    text: 'A wrong client secret is answered with 404.',
    breaks: 'buildr.wrong-credentials',
    finding: '404',
    api: answering('POST', /\/oauth\/token$/, (reply) => (reply.status === 401 ? withStatus(404)(reply) : reply)),
  },
  {
    text: 'Webhooks have another path.',
    breaks: 'buildr.subscribe',
    finding: '404',
    api: moved('/api/2023-01/webhooks', '/api/2023-01/hooks'),
  },
  {
    text: 'The ID of a webhook is in `item`.',
    breaks: 'buildr.subscription-id',
    finding: '`item.id`',
    api: rewriting('POST', WEBHOOKS, wrapped('item')),
  },
  {
    text: 'The ID of a webhook has another name.',
    breaks: 'buildr.subscription-id',
    finding: '`webhook.uuid`',
    api: rewriting('POST', WEBHOOKS, ({ webhook }) => ({ webhook: renamed('id', 'uuid')(asRecord(webhook)) })),
  },
  {
    text: 'An event of contacts has another name.',
    breaks: 'buildr.event-names',
    finding: '`contact.create` (422)',
    api: refusing(WEBHOOKS, '"contact.create"', 422),
  },
  {
    text: 'Opportunities have a third name.',
    breaks: 'buildr.opportunities',
    also: ['buildr.event-names'],
    finding: 'neither name',
    api: (forward) => refusing(WEBHOOKS, '"project.', 422)(refusing(WEBHOOKS, '"opportunity.', 422)(forward)),
  },
  {
    text: 'Deleting is not allowed at that path.',
    breaks: 'buildr.unsubscribe',
    finding: '405',
    api: answering('DELETE', WEBHOOK, withStatus(405)),
  },
  {
    text: 'Deleting again is answered with 422.',
    breaks: 'buildr.unsubscribe-again',
    finding: '422',
    api: answering('DELETE', WEBHOOK, (reply) => (reply.status === 404 ? withStatus(422)(reply) : reply)),
  },
  {
    text: 'Lists have another envelope.',
    breaks: 'buildr.list',
    finding: '`results`',
    api: rewriting('GET', RECORDS, wrapped('results')),
  },
  {
    text: 'Records have another envelope.',
    breaks: 'buildr.record',
    finding: '`result`',
    api: rewriting('GET', RECORD, wrapped('result')),
  },
  {
    text: 'The IDs of records are numbers.',
    breaks: 'buildr.record',
    finding: '`contact.id`',
    api: rewriting('GET', RECORD, (data) =>
      Object.fromEntries(
        Object.entries(data).map(([name, record]) => [
          name,
          { ...asRecord(record), id: Number(asRecord(record)['id']) },
        ]),
      ),
    ),
  },
  {
    text: 'The signature is in another header.',
    breaks: 'buildr.signature-names',
    finding: '`buildr-signature`',
    delivery: ({ scheme, ...outgoing }) =>
      withHeader(
        scheme.kind === 'hmac' ? scheme.headers[0].signature : '',
        'Buildr-Signature',
      )({ scheme, ...outgoing }),
  },
  {
    text: 'Deliveries are signed with a secret of Buildr’s own.',
    breaks: 'buildr.signature',
    finding: '`signature_mismatch`',
    delivery: ({ sign }) => sign({ secret: `whsec_${Buffer.alloc(32, 'other').toString('base64')}` }),
  },
  {
    text: 'The timestamp is in milliseconds.',
    breaks: 'buildr.signature',
    finding: '`timestamp_malformed`',
    delivery: withScheme((scheme) => ({ ...scheme, timestamp: { in: 'header', unit: 'ms', tolerance: 300 } })),
  },
  {
    text: 'Deliveries have another envelope.',
    breaks: 'buildr.schema',
    finding: '`data`',
    delivery: withBody((data) => ({ data })),
  },
];
