import { firespring } from '../../providers/firespring/index.ts';
import { payload } from '../../schema/fields.ts';
import { isFalse } from '../../schema/json.ts';
import { ANY_EVENT, defineEvent } from '../define-event.ts';
import { oneOfFilter } from '../filters.ts';
import { envelope, withRecord } from './schemas.ts';

/** @see https://proofs.firespring.engineering/sb-style/175/docs/webhooks/v2/overview */
export const event = defineEvent(firespring, {
  type: ANY_EVENT,
  key: 'firespring_event',
  noun: 'Event',
  label: 'New Website Event',
  description:
    'Triggers when an event that you selected happens on your Firespring website, such as a message or an order.',
  payload: payload(envelope),
  added: withRecord,
  filters: [
    oneOfFilter(
      {
        key: 'event_types',
        label: 'Only These Event Types',
        helpText:
          'Only trigger for these event types, as in the field *Event Type* of an event that you received. Leave empty for all.',
      },
      (body) => body['event_type'],
    ),
    {
      field: {
        key: 'only_confirmed',
        label: 'Only Confirmed Events',
        type: 'boolean',
        default: 'false',
        helpText:
          'Only trigger for messages and orders that Firespring’s API confirms. Requires an API key and a website ID in your connection.',
      },
      // Any value that does not mean “off” turns it on, so that an unusual one lets nothing unconfirmed pass.
      matchesOutput: (output, input) => isFalse(input) || output['confirmed'] === true,
    },
  ],
  // Firespring's document lists the fields without an example. The names of its event types are not public.
  sample: {
    id: 90210,
    object: 'webhook',
    date_created: '2018-05-31T15:22:11+00:00',
    event_type: 'message.created',
    payload: { id: 51, object: 'message' },
    version: '2',
    // As delivered without an API key; a connection with a key shows live examples instead.
    confirmed: false,
    record_age_seconds: null,
    record: {},
  },
});
