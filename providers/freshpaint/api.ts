import { Readable } from 'node:stream';
import type { ApiResponse } from '../../platform/api-response.ts';
import type { Context } from '../../platform/context.ts';
import { env, joinUrl } from '../../platform/env.ts';
import { send } from '../../platform/http.ts';
import type { Body } from '../../verification/verify.ts';
import type { FreshpaintField } from './connection.ts';

/** An event to send to Freshpaint. */
export interface OutgoingEvent {
  /** A custom name, or one that Freshpaint reserves, such as `$identify`. */
  readonly event: string;
  /** The value that `freshpaint.identify()` is called with. */
  readonly userId: string;
  /** Seconds since 1970. */
  readonly time: number;
  /** Events with the same value count once. */
  readonly insertId: string;
  readonly properties: Body;
}

/**
 * Sends an event to Freshpaint. It answers 200 before it checks the event, so success confirms neither the event nor the
 * environment ID.
 *
 * @see https://documentation.freshpaint.io/reference/developer/http-api
 */
export const sendEvent = (
  context: Context<FreshpaintField>,
  { event, userId, time, insertId, properties }: OutgoingEvent,
): Promise<ApiResponse> => {
  const body = JSON.stringify({
    event,
    // Last, so that no property of the user replaces what identifies the event.
    properties: {
      ...properties,
      distinct_id: userId,
      token: context.auth.freshpaint_environment_id?.trim(),
      time,
      $insert_id: insertId,
    },
  });
  return send(context, {
    method: 'POST',
    url: joinUrl(env('FRESHPAINT_API_URL', 'https://api.perfalytics.com'), 'track'),
    headers: { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) },
    // Zapier logs every request body except a stream, and this one may contain health data.
    body: Readable.from([body]),
    isPrivate: true,
  });
};
