/**
 * Makes time limits of one length run out almost at once, so that waiting for something that never comes takes no time.
 *
 * @param milliseconds the length of the limits to shorten; all others are as long as they say
 * @returns what ends it
 */
export const shortTimeouts = (milliseconds: number): (() => void) => {
  const limit = AbortSignal.timeout.bind(AbortSignal);
  const spy = jest.spyOn(AbortSignal, 'timeout');
  spy.mockImplementation((wait) => limit(wait === milliseconds ? 50 : wait));
  return () => spy.mockRestore();
};
