import type { CheckResult } from '../checks/check-results.ts';
import type { AppError } from './app-error.ts';

/** An item of a trigger: it starts one Zap. */
export type Item = Readonly<Record<string, unknown>>;

/** A delivery to the webhook URL. */
export interface DeliveryResult {
  /** The status that the sender gets. */
  readonly status: number;
  /** The items that the trigger returned. */
  readonly output: readonly Item[];
  readonly error?: AppError;
}

/** The steps of `zapier-local run`. */
export type Step = 'connect' | 'input' | 'list' | 'subscribe' | 'send' | 'unsubscribe' | 'check';

/** What `zapier-local run --json` prints. */
export interface RunResult {
  readonly app: { readonly version: string };
  connection: { readonly label: string } | null;
  /** The items of `performList`, or of a polling trigger. */
  list: readonly Item[];
  /** What the app's `performSubscribe` returned. Null for static webhooks and polling triggers. */
  subscription: Item | null;
  /** Null for a polling trigger. */
  hookUrl: string | null;
  deliveries: readonly DeliveryResult[];
  /** Null if there was nothing to unsubscribe. */
  unsubscribed: boolean | null;
  /** The results of `--strict`. */
  checks?: readonly CheckResult[];
  /** The steps that failed. */
  errors?: readonly (AppError & { readonly step: Step })[];
}

/** Whether a run succeeded: every step, every delivery and every check. */
export const isSuccess = ({ deliveries, checks = [], errors = [] }: RunResult): boolean =>
  errors.length === 0 &&
  deliveries.every(({ status, error }) => status === 200 && !error) &&
  checks.every(({ status }) => status !== 'failed');
