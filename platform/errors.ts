import packageJson from '../package.json' with { type: 'json' };
import type { Session } from './context.ts';

type Z = Pick<Session, 'z'>;

/** Users quote errors to support, who need the version: Zaps of one app may use several. */
const withVersion = (message: string): string => `${message} (Version ${packageJson.version})`;

/** Without this mark core appends the whole bundle, secrets and body included, to the error's message. */
const withoutContext = <E extends Error>(error: E): E => Object.assign(error, { doNotContextify: true });

/** Stops one run, visible in the Zap's history, and never turns the Zap off: for what a sender can cause. */
export const haltedError = ({ z }: Z, message: string): Error =>
  withoutContext(new z.errors.HaltedError(withVersion(message)));

/** Counts as an error of the Zap, so that Zapier tells its owner: for what only the owner can fix. */
export const appError = ({ z }: Z, message: string, status?: number): Error =>
  new z.errors.Error(withVersion(message), 'verified_webhooks', status);

/** Longest delay that Zapier accepts. @see https://docs.zapier.com/platform/build-cli/core#handling-throttled-requests */
export const LONGEST_DELAY = 300;

/** Asks Zapier to try again after a number of seconds. */
export const throttledError = ({ z }: Z, message: string, seconds: number): Error =>
  new z.errors.ThrottledError(withVersion(message), Math.min(Math.max(1, Math.ceil(seconds)), LONGEST_DELAY));

/** Asks Zapier to renew the session and try again. */
export const refreshAuthError = ({ z }: Z, message: string): Error =>
  withoutContext(new z.errors.RefreshAuthError(withVersion(message)));

/** Whether core adds no context to an error: true for the errors created here and some of core's own. */
const isSafeError = (error: unknown): boolean =>
  error instanceof Error && 'doNotContextify' in error && error.doNotContextify === true;

const UNEXPECTED = 'Unexpected error. Try again. If it persists, contact support with this message and the time.';

/**
 * Runs a function that Zapier calls, and replaces every error to which core would append the bundle with secrets and body.
 *
 * @param asError the error that Zapier gets instead
 */
export const sanitizeErrors = async <T>(
  z: Session['z'],
  run: () => Promise<T>,
  asError: (session: Z, message: string) => Error = appError,
): Promise<T> => {
  try {
    return await run();
  } catch (error) {
    throw isSafeError(error) ? error : asError({ z }, UNEXPECTED);
  }
};
