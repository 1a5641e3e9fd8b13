import { firespring } from '../../providers/firespring/index.ts';
import { payload } from '../../schema/fields.ts';
import { ANY_EVENT, defineEvent } from '../define-event.ts';
import { oneOfFilter } from '../filters.ts';
import { envelope, withRecord } from './schemas.ts';

/** @see https://proofs.firespring.engineering/sb-style/175/docs/webhooks/v2/overview */
export const event = defineEvent(firespring, {
  type: ANY_EVENT,
  key: 'firespring_event',
  noun: 'Event',
  label: 'Firespring Event',
  description:
    'Triggers when something happens on your Firespring website that you set up a webhook for, such as a message or an order.',
  payload: payload(envelope),
  added: withRecord,
  filters: [
    oneOfFilter(
      {
        key: 'event_types',
        label: 'Only These Event Types',
        helpText:
          'Start the Zap only for events of one of these types, written in full as in the field *Event Type* of an event that you received; upper and lower case do not matter. Leave it empty for every event.',
      },
      (body) => body['event_type'],
    ),
  ],
  // Firespring's document lists the fields and shows no example: the names of its event types are not public.
  sample: {
    id: 90210,
    object: 'webhook',
    date_created: '2018-05-31T15:22:11+00:00',
    event_type: 'message.created',
    payload: { id: 51, object: 'message' },
    version: '2',
    // As a connection without an API key delivers it; one with a key shows live examples instead.
    confirmed: false,
    record: {},
  },
});
