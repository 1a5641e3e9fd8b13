import type { FailedResponse } from './api-response.ts';
import { fieldLabels } from './connection.ts';
import type { Context } from './context.ts';
import { appError, LONGEST_DELAY, refreshAuthError, throttledError } from './errors.ts';

/** Seconds until another try when a provider is down. */
const RETRY_DELAY = 60;

/** The message for a provider that is down: nothing the user can fix. */
export const unavailableMessage = ({ provider: { label } }: Context, cause: string): string =>
  `${label} ${cause}. Try again in a few minutes. If it persists, contact ${label}’s support.`;

/**
 * The error that tells a user why a call to a provider's API failed and what to do.
 *
 * @param remedy what to do when the API refuses the request, if that is known
 */
export const toApiError = (context: Context, response: FailedResponse, remedy?: string): Error => {
  const { label, connection } = context.provider;
  if (response.kind === 'throttled') {
    const seconds = Math.min(Math.ceil(response.seconds), LONGEST_DELAY);
    return throttledError(context, `${label} is rate limiting requests. Try again in ${seconds} seconds.`, seconds);
  }
  if (response.kind === 'unavailable') return appError(context, unavailableMessage(context, response.cause));
  const { status } = response;
  const quote = response.message && ` ${label} said: “${response.message}”.`;
  const fields = fieldLabels(context.provider, connection.credentials);
  if (status < 400) {
    const hint = 'If you entered its address, check it in the connection.';
    return appError(context, `${label} redirected the request (${status}), which is not followed. ${hint}`, status);
  }
  if (status === 401) {
    const message = `${label} rejected these credentials.${quote} Check ${fields} in the connection.`;
    return connection.session === undefined ? appError(context, message, status) : refreshAuthError(context, message);
  }
  if (status === 403) {
    const hint = `Check ${fields} in the connection and the permissions of that account in ${label}.`;
    return appError(context, `${label} does not allow this.${quote} ${hint}`, status);
  }
  const message = [`${label} refused the request (${status}).${quote}`, remedy].filter(Boolean).join(' ');
  return appError(context, message, status);
};

const causeOf = (response: FailedResponse): string => {
  if (response.kind === 'throttled') return 'is rate limiting requests';
  return response.kind === 'unavailable' ? response.cause : `answered with the error ${response.status}`;
};

/**
 * The error that makes Zapier try once more where that may help: after a delay, or with a renewed session.
 *
 * @param statuses refusals that another try may turn into a success
 */
export const retryError = (
  context: Context,
  response: FailedResponse,
  statuses: readonly number[] = [],
): Error | undefined => {
  const { retryWithin = Number.POSITIVE_INFINITY, provider } = context;
  if (response.kind === 'refused' && !statuses.includes(response.status)) {
    const canRenew = response.status === 401 && provider.connection.session !== undefined;
    return canRenew ? toApiError(context, response) : undefined;
  }
  const delay = response.kind === 'throttled' ? response.seconds : RETRY_DELAY;
  const seconds = Math.ceil(Math.min(delay, retryWithin, LONGEST_DELAY));
  if (seconds < 1) return undefined;
  const cause = causeOf(response);
  return throttledError(context, `${provider.label} ${cause}. Zapier tries again in ${seconds} seconds.`, seconds);
};
