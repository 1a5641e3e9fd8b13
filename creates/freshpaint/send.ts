import { retryError, toApiError } from '../../platform/api-errors.ts';
import { sendEvent } from '../../providers/freshpaint/api.ts';
import { freshpaint } from '../../providers/freshpaint/index.ts';
import type { Context } from '../../providers/provider.ts';
import { payload, text, time } from '../../schema/fields.ts';
import type { Body } from '../../verification/verify.ts';
import type { ActionField, Inputs } from '../define-action.ts';
import { requireText, requireValid, textOf } from '../inputs.ts';
import { attemptOf } from './retry.ts';

/** What the actions that send events need of the connection. */
export const needs = ['freshpaint_environment_id'];

/** Freshpaint says nothing about what it makes of an event, and this must not look as if it did. */
export const NOT_VALIDATED =
  'Freshpaint took the event. It checks events only afterwards and does not report what it finds: look for the event in Freshpaint’s Live View.';

export const userId: ActionField = {
  key: 'user_id',
  label: 'User ID',
  type: 'string',
  required: true,
  helpText:
    'Who it is about: the same identifier that your website passes to `freshpaint.identify()`, usually the email address.',
};

const when: ActionField = {
  key: 'time',
  label: 'Time',
  type: 'datetime',
  helpText: 'When it happened. Leave it empty for the moment when this step runs.',
};

const deduplicationId: ActionField = {
  key: 'deduplication_id',
  label: 'Deduplication ID',
  type: 'string',
  helpText:
    'Something that is different for each event and stays the same when the step is run again, such as the ID of the order or message that started the Zap: events with the same one count once. If you leave it empty, Zapier’s own retries of a step that got no answer still count once, and a step that you replay by hand counts again, unless *Time* is filled in.',
};

export const timing = [when, deduplicationId];

/** What both actions give to the Zap. */
export const outputFields = {
  status: text('Status'),
  note: text('Note'),
  event: text('Event'),
  user_id: text('User ID'),
  time: time('Time'),
  insert_id: text('Insert ID'),
};

export const output = payload(outputFields);

const secondsOf = (value: string | undefined): number | undefined =>
  value === undefined ? undefined : Math.floor(Date.parse(value) / 1000);

/** Sends an event and says what came of it, as far as anybody knows. */
export const send = async (
  call: Context,
  inputs: Inputs,
  zap: string | undefined,
  { event, properties }: { readonly event: string; readonly properties: Body },
) => {
  const user = requireText(call, inputs, userId);
  const given = secondsOf(textOf(inputs, when));
  requireValid(
    call,
    when,
    Number.isNaN(given) ? 'is not a date and time that can be read, such as 2025-01-31T09:30:00Z' : undefined,
  );
  const step = { event, userId: user, time: given, deduplicationId: textOf(inputs, deduplicationId), properties };
  const { attempt, leave, done } = await attemptOf(call, zap, step);
  const reply = await sendEvent(call, { event, userId: user, ...attempt, properties });
  if (reply.kind === 'unavailable') await leave();
  if (reply.kind !== 'ok') {
    throw retryError(call, freshpaint, reply) ?? toApiError(call, freshpaint, reply, 'Check the fields of this step.');
  }
  await done();
  return {
    status: 'accepted',
    note: NOT_VALIDATED,
    event,
    user_id: user,
    time: new Date(attempt.time * 1000).toISOString(),
    insert_id: attempt.insertId,
  };
};
