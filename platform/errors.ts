import type { Context, Provider } from '../providers/provider.ts';

/** Core writes the whole bundle, secrets and body included, into the message of an error without this mark. */
const withoutContext = <E extends Error>(error: E): E => Object.assign(error, { doNotContextify: true });

/** Stops one run, seen in the Zap's history, and never turns the Zap off: for what a stranger can cause. */
export const haltedError = ({ z }: Pick<Context, 'z'>, message: string): Error =>
  withoutContext(new z.errors.HaltedError(message));

/** Counts as an error of the Zap, so its owner hears of it: for what only the owner can mend. */
export const appError = ({ z }: Pick<Context, 'z'>, message: string, status?: number): Error =>
  new z.errors.Error(message, 'verified_webhooks', status);

/** Asks Zapier to try again. */
export const throttledError = ({ z }: Pick<Context, 'z'>, message: string, seconds: number): Error =>
  new z.errors.ThrottledError(message, Math.min(Math.max(1, Math.ceil(seconds)), 300));

/** Asks Zapier to renew the session and try again. */
export const refreshAuthError = ({ z }: Pick<Context, 'z'>, message: string): Error =>
  withoutContext(new z.errors.RefreshAuthError(message));

/** The labels of connection fields, as a user reads them: `BaseKit API URL and BaseKit User Name`. */
export const fieldLabels = (provider: Provider, keys: readonly string[]): string => {
  const labels = provider.connection.fields.filter(({ key }) => keys.includes(key)).map(({ label }) => `“${label}”`);
  return labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`;
};

/** Errors that core adds nothing to: those that are made here, and some of its own. */
export const isSafeError = (error: unknown): error is Error =>
  error instanceof Error && 'doNotContextify' in error && error.doNotContextify === true;

const UNEXPECTED =
  'Something went wrong in this app that its makers did not think of. Run it again; if it goes on, tell them when it happened and with which provider.';

/**
 * Runs what Zapier calls, and lets no error out that core would add the bundle to, with secrets and body.
 *
 * @param asError how Zapier is to see what nobody thought of
 */
export const sanitizeErrors = async <T>(
  call: Pick<Context, 'z'>,
  run: () => Promise<T>,
  asError: (call: Pick<Context, 'z'>, message: string) => Error = appError,
): Promise<T> => {
  try {
    return await run();
  } catch (error) {
    throw isSafeError(error) ? error : asError(call, UNEXPECTED);
  }
};
