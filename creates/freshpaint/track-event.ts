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
    'What happened. Freshpaint answers before it checks the event, so a finished step does not mean that it is valid: look for your first one in Freshpaint’s *Live View*. See the [HTTP API](https://documentation.freshpaint.io/reference/developer/http-api).',
};

const properties: ActionField = {
  key: 'properties',
  label: 'Properties',
  type: 'string',
  dict: true,
  helpText: 'More about the event: names on the left, values on the right.',
};

/** @see https://documentation.freshpaint.io/reference/developer/http-api */
export const trackEvent = defineAction({
  key: 'freshpaint_track_event',
  noun: 'Event',
  label: 'Track Event',
  description: 'Sends an event of a user to Freshpaint.',
  provider: freshpaint,
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
  perform: (call, inputs, zap) =>
    send(call, inputs, zap, {
      event: requireText(call, inputs, event),
      properties: dictOf(inputs, properties),
    }),
});
