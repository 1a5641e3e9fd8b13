import { freshpaint } from '../../providers/freshpaint/index.ts';
import { type ActionField, defineAction } from '../define-action.ts';
import { dictOf } from '../inputs.ts';
import { NOT_VALIDATED, needs, output, send, timing, userId } from './send.ts';

const IDENTIFY = '$identify';

const traits: ActionField = {
  key: 'user_properties',
  label: 'User Properties',
  type: 'string',
  dict: true,
  helpText:
    'The user’s traits, such as a plan or a phone number: names on the left, values on the right. See the [HTTP API](https://documentation.freshpaint.io/reference/developer/http-api).',
};

/** @see https://documentation.freshpaint.io/reference/developer/http-api */
export const identifyUser = defineAction(freshpaint, {
  key: 'freshpaint_identify_user',
  noun: 'User',
  label: 'Identify User',
  description: 'Identifies a user in Freshpaint and updates their traits.',
  needs,
  inputs: [userId, traits, ...timing],
  output,
  sample: {
    status: 'accepted',
    note: NOT_VALIDATED,
    event: IDENTIFY,
    user_id: 'hello@example.com',
    time: '2022-08-08T17:15:45.000Z',
    insert_id: '0d9c8b7a6f5e4d3c2b1a0f9e8d7c6b5a',
  },
  perform: (context, inputs, zap) =>
    send(context, inputs, zap, { event: IDENTIFY, properties: { $user_props: dictOf(inputs, traits) } }),
});
