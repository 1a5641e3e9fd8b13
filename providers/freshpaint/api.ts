import { Readable } from 'node:stream';
import type { ApiResponse } from '../../platform/api-response.ts';
import { env, joinUrl } from '../../platform/env.ts';
import { send } from '../../platform/http.ts';
import type { Body } from '../../verification/verify.ts';
import type { Context } from '../provider.ts';

/** An event to send to Freshpaint. */
export interface OutgoingEvent {
  /** A name of the user's own, or one that Freshpaint reserves, such as `$identify`. */
  readonly event: string;
  /** Who did it: what `freshpaint.identify()` is called with. */
  readonly userId: string;
  /** Seconds since 1970. */
  readonly time: number;
  /** Two events with the same one count once. */
  readonly insertId: string;
  readonly properties: Body;
}

/**
 * Sends an event to Freshpaint. It answers 200 before it looks at what it got, so that proves neither the event nor the
 * environment id.
 *
 * @see https://documentation.freshpaint.io/reference/developer/http-api
 */
export const sendEvent = (
  call: Context,
  { event, userId, time, insertId, properties }: OutgoingEvent,
): Promise<ApiResponse> => {
  const body = JSON.stringify({
    event,
    // What identifies the event comes last, so that no property of the user's takes its place.
    properties: {
      ...properties,
      distinct_id: userId,
      token: call.auth['freshpaint_environment_id']?.trim(),
      time,
      $insert_id: insertId,
    },
  });
  return send(call, {
    method: 'POST',
    url: joinUrl(env('FRESHPAINT_API_URL', 'https://api.perfalytics.com'), 'track'),
    headers: { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) },
    // Zapier logs every body that its client sends but a stream's, and this one may hold health data.
    body: Readable.from([body]),
    isPrivate: true,
  });
};
