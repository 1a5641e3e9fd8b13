import { retryError, toApiError } from '../../platform/api-errors.ts';
import type { Context } from '../../platform/context.ts';
import { sendEvent } from '../../providers/freshpaint/api.ts';
import type { FreshpaintField } from '../../providers/freshpaint/connection.ts';
import type { Inputs } from '../../providers/input-fields.ts';
import { payload, text, time } from '../../schema/fields.ts';
import type { Body } from '../../verification/verify.ts';
import type { ActionField } from '../define-action.ts';
import { requireText, requireValid, textOf } from '../inputs.ts';
import { attemptOf } from './attempt.ts';

/** The connection fields that the actions require. */
export const needs = ['freshpaint_environment_id'] as const;

/** Freshpaint reports nothing about an accepted event, so the result must not suggest that it is valid. */
export const NOT_VALIDATED =
  'Freshpaint accepted the event. It checks events later and does not report the result. Look for the event in Freshpaint’s Live View.';

export const userId: ActionField = {
  key: 'user_id',
  label: 'User ID',
  type: 'string',
  required: true,
  helpText: 'The identifier that your website passes to `freshpaint.identify()`, usually the email address.',
};

const when: ActionField = {
  key: 'time',
  label: 'Time',
  type: 'datetime',
  helpText: 'The time of the event. Default: the time when this step runs.',
};

const deduplicationId: ActionField = {
  key: 'deduplication_id',
  label: 'Deduplication ID',
  type: 'string',
  helpText:
    'A value that identifies the event, such as the ID of the order that triggered the Zap. Events with the same value count once, even if you replay this step.',
};

export const timing = [when, deduplicationId];

/** The output of both actions. */
export const output = payload({
  status: text('Status'),
  note: text('Note'),
  event: text('Event'),
  user_id: text('User ID'),
  time: time('Time'),
  insert_id: text('Insert ID'),
});

/** `Date.parse` would also read `5` and `Jan 5`. */
const ISO_8601 = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;

const millisecondsOf = (value: string | undefined): number | undefined => {
  if (value === undefined) return undefined;
  // `Date.parse` reads February 31 as March 3.
  const day = value.slice(0, 10);
  const exists = String(new Date(day).toJSON()).startsWith(day);
  return ISO_8601.test(value) && exists ? Date.parse(value) : Number.NaN;
};

/** Sends an event. */
export const send = async (
  context: Context<FreshpaintField>,
  inputs: Inputs,
  zap: string | undefined,
  { event, properties }: { readonly event: string; readonly properties: Body },
) => {
  const user = requireText(context, inputs, userId);
  const chosenTime = millisecondsOf(textOf(inputs, when));
  const problem = Number.isNaN(chosenTime) ? 'is not a date and time such as 2025-01-31T09:30:00Z' : undefined;
  requireValid(context, when, problem);
  const step = { event, userId: user, time: chosenTime, deduplicationId: textOf(inputs, deduplicationId), properties };
  const { attempt, saveForRetry, clear } = await attemptOf(context, zap, step);
  const response = await sendEvent(context, { event, userId: user, ...attempt, properties });
  if (response.kind === 'unavailable') await saveForRetry();
  if (response.kind !== 'ok') {
    throw retryError(context, response) ?? toApiError(context, response, 'Check the fields of this step.');
  }
  await clear();
  return {
    status: 'accepted',
    note: NOT_VALIDATED,
    event,
    user_id: user,
    time: new Date(attempt.time * 1000).toISOString(),
    insert_id: attempt.insertId,
  };
};
