import { createHash, randomUUID } from 'node:crypto';
import { cacheOf } from '../../platform/cache.ts';
import type { Context } from '../../providers/provider.ts';
import { isRecord } from '../../schema/json.ts';

/** What must stay the same when Zapier runs a step again, so that Freshpaint counts the event once. */
export interface Attempt {
  readonly insertId: string;
  /** Seconds since 1970. */
  readonly time: number;
}

/** What a step was filled in with. */
export interface StepInputs {
  readonly event: string;
  readonly userId: string;
  /** Seconds since 1970, where the user said it. */
  readonly time: number | undefined;
  readonly deduplicationId: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Longer than Zapier goes on replaying a step by itself. */
const REMEMBERED = 2 * 86_400;

const digest = (...parts: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts), 'utf8').digest('hex').slice(0, 32);

const isAttempt = (value: unknown): value is Attempt =>
  isRecord(value) && typeof value['insertId'] === 'string' && typeof value['time'] === 'number';

const firstAttempt = (zap: string | undefined, step: StepInputs): Attempt => {
  const { event, userId, deduplicationId, properties } = step;
  const time = step.time ?? Math.floor(Date.now() / 1000);
  if (deduplicationId !== undefined) return { insertId: digest('id', event, userId, deduplicationId), time };
  if (step.time !== undefined) return { insertId: digest('time', zap, event, userId, time, properties), time };
  return { insertId: randomUUID(), time };
};

/**
 * Says under which id and time an event is sent.
 *
 * Zapier tells a step neither the run it belongs to nor that it is run again; all that is the same is what it was filled in with.
 * With a deduplication ID or a time of the event, that tells one event from the next, and a hash of it is the id. With neither, two
 * runs with equal inputs may well be two events: so each gets an id of its own, and one that may or may not have arrived leaves it
 * behind for the next run with the same inputs, which is most likely its retry.
 */
export const attemptOf = async ({ z }: Pick<Context, 'z'>, zap: string | undefined, step: StepInputs) => {
  const cache = cacheOf(z);
  const { event, userId, time, deduplicationId, properties } = step;
  const key = `attempt-${digest(zap, event, userId, time, deduplicationId, properties)}`;
  const left = await cache.get(key);
  const attempt = isAttempt(left) ? left : firstAttempt(zap, step);
  return {
    attempt,
    /** Nobody knows whether it arrived: the next run with the same inputs sends it under the same id. */
    leave: async (): Promise<void> => {
      await cache.set(key, attempt, REMEMBERED, false);
    },
    /** It arrived: the next run with the same inputs is another event. */
    done: async (): Promise<void> => {
      if (isAttempt(left)) await cache.delete(key);
    },
  };
};
