/**
 * Shortens the abort timeouts of one length to 50 ms, so that a test of a timeout is fast.
 *
 * @param milliseconds the timeouts to shorten; others are unchanged
 * @returns a function that restores them
 */
export const shortTimeouts = (milliseconds: number): (() => void) => {
  const limit = AbortSignal.timeout.bind(AbortSignal);
  const spy = jest.spyOn(AbortSignal, 'timeout');
  spy.mockImplementation((wait) => limit(wait === milliseconds ? 50 : wait));
  return () => spy.mockRestore();
};
