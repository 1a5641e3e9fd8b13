import { freshpaint } from '../../providers/freshpaint/index.ts';
import { type ActionField, defineAction } from '../define-action.ts';
import { dictOf, requireText } from '../inputs.ts';
import { NOT_VALIDATED, needs, output, send, timing, userId } from './send.ts';

const event: ActionField = {
  key: 'event',
  label: 'Event Name',
  type: 'string',
  required: true,
  placeholder: 'Order Completed',
  helpText:
    'The name of the event. Freshpaint checks events later, so look for your first one in its *Live View*. See the [HTTP API](https://documentation.freshpaint.io/reference/developer/http-api).',
};

const properties: ActionField = {
  key: 'properties',
  label: 'Properties',
  type: 'string',
  dict: true,
  helpText: 'Details of the event: names on the left, values on the right.',
};

/** @see https://documentation.freshpaint.io/reference/developer/http-api */
export const trackEvent = defineAction(freshpaint, {
  key: 'freshpaint_track_event',
  noun: 'Event',
  label: 'Track Event',
  description: 'Sends an event of a user to Freshpaint.',
  needs,
  inputs: [event, userId, properties, ...timing],
  output,
  sample: {
    status: 'accepted',
    note: NOT_VALIDATED,
    event: 'Order Completed',
    user_id: 'hello@example.com',
    time: '2022-08-08T17:15:45.000Z',
    insert_id: '6f2b1d0c9a8e4f7b8c3d2e1f0a9b8c7d',
  },
  perform: (context, inputs, zap) =>
    send(context, inputs, zap, {
      event: requireText(context, inputs, event),
      properties: dictOf(inputs, properties),
    }),
});
