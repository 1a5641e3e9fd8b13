import { asId, asRecords, asString } from '../../schema/json.ts';

/** A job at Zapier that promotes a version. */
export interface Promotion {
  readonly id: string;
  readonly stage: string;
  readonly error: string | undefined;
}

/** Finds the promotions of a version in the output of `zapier-platform jobs --format raw`. */
export const promotionsOf = (jobs: unknown, version: string): readonly Promotion[] =>
  asRecords(jobs)
    .filter((job) => job['job_kind'] === 'promote' && job['version_to'] === version)
    .map((job) => ({
      id: asId(job['job_id']) ?? '',
      stage: asString(job['job_stage']) ?? 'unknown',
      error: asString(job['error_message']),
    }));

// From the help of `zapier-platform jobs`. The other stages are requested, estimating and in_progress.
const END_STAGES = ['complete', 'aborted', 'errored', 'paused'];

/** Whether a promotion has ended, with or without success. */
export const hasEnded = ({ stage }: Promotion): boolean => END_STAGES.includes(stage);

/** The promotion that is not one of the earlier ones. Zapier's list contains ended jobs too, in no reliable order. */
export const newPromotion = (promotions: readonly Promotion[], earlier: readonly Promotion[]): Promotion | undefined =>
  promotions.find(({ id }) => !earlier.some((one) => one.id === id));
