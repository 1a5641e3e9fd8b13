import type { HandlerError } from '../process/outcome.ts';

const DEFAULT_SECONDS = 60;

/**
 * The seconds after which Zapier repeats a throttled call, or undefined for another error. Core puts the delay of a ThrottledError
 * into its message.
 *
 * @see https://docs.zapier.com/platform/build/troubleshoot-throttles
 */
export const throttledFor = ({ name, message }: HandlerError): number | undefined => {
  if (name !== 'ThrottledError') return undefined;
  try {
    const { delay } = JSON.parse(message);
    return typeof delay === 'number' ? delay : DEFAULT_SECONDS;
  } catch {
    return DEFAULT_SECONDS;
  }
};
