import type { Context, Provider } from '../providers/provider.ts';
import type { ApiResponse } from './api-response.ts';
import { appError, fieldLabels, refreshAuthError, throttledError } from './errors.ts';

/** How long to leave a provider alone that is down, in seconds. */
const PAUSE = 60;
/** Zapier waits no longer: https://docs.zapier.com/platform/build-cli/core#handling-throttled-requests */
const LONGEST_DELAY = 300;

/** What to tell the owner of a connection when a provider is down: nothing that he could mend. */
export const unavailableMessage = ({ label }: Provider, why: string): string =>
  `${label} ${why}. Try again in a few minutes; if it goes on, ask ${label}’s support.`;

/**
 * The error that tells a user what a call that did not work means and what to do.
 *
 * @param remedy what to do when the API refuses what it was asked for, where that is known
 */
export const toApiError = (
  call: Context,
  provider: Provider,
  reply: Exclude<ApiResponse, { kind: 'ok' }>,
  remedy?: string,
): Error => {
  const { label, connection } = provider;
  if (reply.kind === 'throttled') {
    const seconds = Math.ceil(reply.seconds);
    return throttledError(call, `${label} asks for a pause. Try again in ${seconds} seconds.`, seconds);
  }
  if (reply.kind === 'unavailable') return appError(call, unavailableMessage(provider, reply.why));
  const { status } = reply;
  const said = reply.said && ` ${label} said: “${reply.said}”.`;
  const fields = fieldLabels(provider, connection.credentials);
  if (status === 401) {
    const message = `${label} does not accept the credentials.${said} Check ${fields} in the connection.`;
    return connection.session === undefined ? appError(call, message, status) : refreshAuthError(call, message);
  }
  if (status === 403) {
    const hint = `Check ${fields} in the connection, and what that account may do at ${label}.`;
    return appError(call, `${label} does not allow this.${said} ${hint}`, status);
  }
  return appError(call, [`${label} refused the request (${status}).${said}`, remedy].filter(Boolean).join(' '), status);
};

/** The error that makes Zapier try once more, where that may help: after a pause, or with a renewed session. */
export const retryError = (
  call: Context,
  provider: Provider,
  reply: Exclude<ApiResponse, { kind: 'ok' }>,
): Error | undefined => {
  const { retryWithin: patience = Number.POSITIVE_INFINITY } = call;
  if (reply.kind === 'refused') {
    const canRenew = reply.status === 401 && provider.connection.session !== undefined;
    return canRenew ? toApiError(call, provider, reply) : undefined;
  }
  const asked = reply.kind === 'throttled' ? reply.seconds : PAUSE;
  const seconds = Math.ceil(Math.min(asked, patience, LONGEST_DELAY));
  if (seconds < 1) return undefined;
  const why = reply.kind === 'throttled' ? 'asks for a pause' : reply.why;
  return throttledError(call, `${provider.label} ${why}. Zapier tries again in ${seconds} seconds.`, seconds);
};
