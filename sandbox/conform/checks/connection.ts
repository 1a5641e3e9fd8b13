import { asRecord, asString } from '../../../schema/json.ts';
import { type Check, fails, holds, notTested } from '../assumption.ts';
import { answerOf, isSignIn, isSuccess, lastCall, possiblePlaces } from './answers.ts';

const NOT_RUN = 'The connection was not tested.';

/** The app connects with the team's credentials. */
export const connects: Check = ({ connection, event }) => {
  if (!connection) return notTested(NOT_RUN);
  if (connection.ok) {
    const last = lastCall(connection);
    if (last) return holds(answerOf(last));
    const hasTest = event.provider.connection.test !== undefined;
    return hasTest
      ? notTested('The connection has no credentials for the API.')
      : holds('The values have the right form.');
  }
  const last = connection.exchanges.at(-1);
  if (!last) return fails(`The app did not send a request. ${connection.problem ?? ''}`.trim());
  if (!isSignIn(last)) {
    return fails(isSuccess(last.status) ? `${answerOf(last)} The app could not use it.` : answerOf(last));
  }
  const isRefused = [400, 401, 403].includes(last.status);
  return isRefused ? fails(`The sign-in was refused. ${answerOf(last)}`) : notTested('The app could not sign in.');
};

/** The address for signing in exists. */
export const signsIn: Check = ({ connection }) => {
  const exchange = connection?.exchanges.find(isSignIn);
  if (!exchange) return notTested(NOT_RUN);
  const isKnown = isSuccess(exchange.status) || [400, 401, 403].includes(exchange.status);
  return isKnown ? holds(answerOf(exchange)) : fails(answerOf(exchange));
};

/** The answer to signing in contains the token where the app reads it. */
export const hasToken: Check = ({ connection }) => {
  const exchange = connection?.exchanges.find(isSignIn);
  if (!exchange || !isSuccess(exchange.status)) return notTested('The app could not sign in.');
  if (asString(asRecord(exchange.response)['access_token'])) return holds('The token is at `access_token`.');
  const place = possiblePlaces(
    exchange.response,
    (key, value) => /token|jwt/i.test(key) && typeof value === 'string' && value.length > 20,
  );
  return fails(`There is no \`access_token\`.${place}`);
};

/** The API refuses a wrong credential in the way that the app expects. */
export const refusesWrongCredentials: Check = ({ wrongCredentials, skipped }) => {
  if (!wrongCredentials) return notTested(skipped.wrongCredentials ?? NOT_RUN);
  const last = wrongCredentials.exchanges.at(-1);
  if (!last) return notTested('The app sent no request.');
  if (isSuccess(last.status)) return fails(`${answerOf(last)} A wrong credential was accepted.`);
  const expected = isSignIn(last) ? [400, 401, 403] : [401, 403];
  return expected.includes(last.status) ? holds(answerOf(last)) : fails(answerOf(last));
};

/** The action that sends events reaches the API. */
export const acceptsTestEvent: Check = ({ testEvent, skipped }) => {
  if (!testEvent) return notTested(skipped.testEvent ?? 'No event was sent.');
  const last = lastCall(testEvent);
  if (!last) return notTested('The app sent no request.');
  return isSuccess(last.status) ? holds(answerOf(last)) : fails(answerOf(last));
};

/** The API accepts the version that the app asks for. */
export const acceptsVersion: Check = ({ connection }) => {
  const last = connection && lastCall(connection);
  if (!last) return notTested('The API was not called.');
  if (isSuccess(last.status)) return holds(answerOf(last));
  return [400, 406, 422].includes(last.status) ? fails(answerOf(last)) : notTested('The API was not reached.');
};

/** Like `connects`, for an API that has a special status for another version. */
export const connectsInAnyVersion: Check = (evidence) =>
  acceptsVersion(evidence).result === 'does not hold'
    ? notTested('The API refused the version of the request.')
    : connects(evidence);
