import { asRecord, asRecords } from '../../../schema/json.ts';
import { answering, type Deviation, moved, renamed, rewriting, withBody, withStatus } from './deviation.ts';

const MESSAGES = /\/messages$/;
const MESSAGE = /\/messages\/[^/]+$/;

/** What Firespring may do differently. */
export const firespringDeviations: readonly Deviation[] = [
  {
    text: 'The API accepts only another version.',
    breaks: 'firespring.version',
    finding: '422',
    api: (forward) => (request) => {
      const version = request.headers['firespring-api-version'];
      return forward({
        ...request,
        headers: { ...request.headers, 'firespring-api-version': version === '1' ? '2' : '1' },
      });
    },
    fix: () => ({ FIRESPRING_API_VERSION: '1' }),
  },
  {
    text: 'The API is below another path.',
    breaks: 'firespring.connection',
    finding: '404',
    api: moved('/websites', '/api/websites'),
    fix: ({ FIRESPRING_API_URL: url = '' }) => ({ FIRESPRING_API_URL: `${url}/api` }),
  },
  {
    text: 'A wrong API key is answered with 404.',
    breaks: 'firespring.wrong-credentials',
    finding: '404',
    api: answering('GET', MESSAGES, (reply) => (reply.status === 401 ? withStatus(404)(reply) : reply)),
  },
  {
    text: 'The list of messages has another envelope.',
    breaks: 'firespring.list',
    finding: '`messages`',
    api: rewriting('GET', MESSAGES, renamed('data', 'messages')),
  },
  {
    text: 'A field of messages has another type.',
    breaks: 'firespring.list',
    finding: '`record.form.id`',
    api: rewriting('GET', MESSAGES, ({ data }) => ({
      data: asRecords(data).map((record) => ({ ...record, form: { ...asRecord(record['form']), id: 'form-1' } })),
    })),
  },
  {
    text: 'A record has another envelope.',
    breaks: 'firespring.record',
    finding: '`data`',
    api: rewriting('GET', MESSAGE, (data) => ({ data })),
  },
  {
    text: 'Records have another path.',
    breaks: 'firespring.record',
    finding: '404',
    api: answering('GET', MESSAGE, withStatus(404)),
  },
  {
    text: 'The token is dropped from the URL.',
    breaks: 'firespring.signature-names',
    finding: '`token` is missing',
    delivery: ({ sign }) => {
      const request = sign();
      return { ...request, url: request.url.replace(/\?.*$/, '') };
    },
  },
  {
    text: 'The event is named in another field.',
    breaks: 'firespring.event-type',
    finding: '`type`',
    delivery: withBody(renamed('event_type', 'type')),
  },
  {
    text: 'The record is named in other fields.',
    breaks: 'firespring.record-name',
    finding: '`message_id`',
    delivery: withBody((body) => ({ ...body, payload: { message_id: asRecord(body['payload'])['id'] } })),
  },
  {
    text: 'The ID has another name.',
    breaks: 'firespring.delivery-id',
    finding: '`webhook_id`',
    delivery: withBody((body) => ({ ...body, id: null, webhook_id: body['id'] })),
  },
  {
    text: 'The token is changed.',
    breaks: 'firespring.signature',
    finding: '`token_mismatch`',
    delivery: ({ sign }) => sign({ secret: 'another-token-of-some-length' }),
  },
  {
    text: 'A time is a number.',
    breaks: 'firespring.schema',
    finding: '`date_created`',
    delivery: withBody((body) => ({ ...body, date_created: 1_527_780_131 })),
  },
];
