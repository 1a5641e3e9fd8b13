import { hasEnded, newPromotion, promotionsOf } from '../../scripts/publishing/promotion.ts';

/** A row as `zapier-platform jobs --format raw` prints it. */
const row = (job: Readonly<Record<string, unknown>>) => ({
  app_title: 'Verified Webhooks',
  job_id: 'job-2',
  job_kind: 'promote',
  job_stage: 'requested',
  version_from: '1.0.0',
  version_to: '1.1.0',
  started_at: '-',
  updated_at: '-',
  ...job,
});

const failed = row({
  job_id: 'job-1',
  job_stage: 'errored',
  started_at: '2026-11-24T09:00:00.000Z',
  error_message: 'No',
});

test('finds only promotions of the version', () => {
  const jobs = [row({ job_kind: 'migrate' }), row({ version_to: '1.0.0' }), failed];
  expect(promotionsOf(jobs, '1.1.0')).toEqual([{ id: 'job-1', stage: 'errored', error: 'No' }]);
  expect(promotionsOf([], '1.1.0')).toEqual([]);
});

test('a new promotion is not confused with a failed one of the same version', () => {
  const earlier = promotionsOf([failed], '1.1.0');
  expect(newPromotion(promotionsOf([failed], '1.1.0'), earlier)).toBeUndefined();
  // Zapier's list is sorted by time, and a job that has not started has none.
  expect(newPromotion(promotionsOf([row({}), failed], '1.1.0'), earlier)).toMatchObject({ id: 'job-2' });
});

test.each([
  ['requested', false],
  ['estimating', false],
  ['in_progress', false],
  ['complete', true],
  ['aborted', true],
  ['errored', true],
  ['paused', true],
])('the stage %s is an end: %s', (stage, isEnd) => {
  expect(promotionsOf([row({ job_stage: stage })], '1.1.0').map(hasEnded)).toEqual([isEnd]);
});
