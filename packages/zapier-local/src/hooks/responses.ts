import type { Context } from 'hono';

/** The responses of Zapier's webhook URLs. */

/** The request is accepted. Its ID is in the response three times, as Zapier sends it. */
export const accepted = (c: Context, id: string): Response =>
  c.json({ status: 'success', id, request_id: id, attempt: id });

/** The URL does not exist, or its Zap is off. */
export const gone = (c: Context): Response => c.json({ status: 'error', message: 'This hook is gone.' }, 410);

/** The URL gets more requests than Zapier accepts. */
export const tooMany = (c: Context): Response => c.json({ status: 'error', message: 'Too many requests.' }, 429);

/** The body is larger than Zapier accepts. */
export const tooLarge = (c: Context): Response => c.json({ status: 'error', message: 'Too large.' }, 413);
