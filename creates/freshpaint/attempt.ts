import { createHash, randomUUID } from 'node:crypto';
import { cacheOf } from '../../platform/cache.ts';
import type { Session } from '../../platform/context.ts';
import { isRecord } from '../../schema/json.ts';

/** The values that stay the same when Zapier runs a step again, so that Freshpaint counts the event once. */
export interface Attempt {
  readonly insertId: string;
  /** Seconds since 1970. */
  readonly time: number;
}

/** The input of a step. */
export interface StepInputs {
  readonly event: string;
  readonly userId: string;
  /** Milliseconds since 1970, if the user entered it. Two events in the same second have different IDs. */
  readonly time: number | undefined;
  readonly deduplicationId: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Seconds. Longer than Zapier automatically replays a step. */
const RETENTION = 2 * 86_400;

const digest = (...parts: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts), 'utf8').digest('hex').slice(0, 32);

const isAttempt = (value: unknown): value is Attempt =>
  isRecord(value) && typeof value['insertId'] === 'string' && typeof value['time'] === 'number';

const newAttempt = (zap: string | undefined, step: StepInputs): Attempt => {
  const { event, userId, deduplicationId, properties } = step;
  const time = Math.floor((step.time ?? Date.now()) / 1000);
  if (deduplicationId !== undefined) return { insertId: digest('id', event, userId, deduplicationId), time };
  if (step.time !== undefined) return { insertId: digest('time', zap, event, userId, step.time, properties), time };
  return { insertId: randomUUID(), time };
};

/**
 * The ID and time under which an event is sent.
 *
 * Zapier does not tell a step which run it belongs to, or that it is repeated: only its inputs stay the same. A deduplication ID or a
 * time identifies the event, so a hash of it is the ID. With neither, two runs with equal inputs may be two events, so each gets a new
 * ID. If it is not known whether an event arrived, its ID is saved for the next run with the same inputs, which is most likely a retry.
 */
export const attemptOf = async ({ z }: Pick<Session, 'z'>, zap: string | undefined, step: StepInputs) => {
  const cache = cacheOf(z);
  const { event, userId, time, deduplicationId, properties } = step;
  const key = `attempt-${digest(zap, event, userId, time, deduplicationId, properties)}`;
  const saved = await cache.get(key);
  const attempt = isAttempt(saved) ? saved : newAttempt(zap, step);
  return {
    attempt,
    /** Use when it is not known whether the event arrived. */
    saveForRetry: async (): Promise<void> => {
      await cache.set(key, attempt, RETENTION);
    },
    /** Use when the event arrived: the next run with the same inputs is another event. */
    clear: async (): Promise<void> => {
      if (isAttempt(saved)) await cache.delete(key);
    },
  };
};
