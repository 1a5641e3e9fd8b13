/**
 * Makes timers of one length fire almost at once until the test is over, so that waiting for something that never comes takes no
 * time.
 *
 * @param milliseconds the length of the timers to shorten; all others take as long as they say
 */
export const hurry = (milliseconds: number): void => {
  const real = globalThis.setTimeout;
  const quick = (run: () => void, wait?: number) => real(run, wait === milliseconds ? 50 : wait);
  jest.spyOn(globalThis, 'setTimeout').mockImplementation(Object.assign(quick, { __promisify__: real.__promisify__ }));
};
