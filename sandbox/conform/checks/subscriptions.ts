import { asId, asRecord } from '../../../schema/json.ts';
import { type Check, fails, holds, notTested } from '../assumption.ts';
import type { Evidence, Webhook } from '../evidence.ts';
import type { Exchange } from '../recorder.ts';
import { listed, namedPath, namedType, valuesIn } from '../safe-text.ts';
import { answerOf, isSuccess, lastCall, possiblePlaces, refusesContent, statusesOf } from './answers.ts';

interface Attempt {
  readonly webhook: Webhook;
  readonly exchange: Exchange;
}

const attemptsIn = ({ webhooks }: Evidence): readonly Attempt[] =>
  webhooks.flatMap((webhook) => {
    const exchange = lastCall(webhook.subscribe);
    return exchange ? [{ webhook, exchange }] : [];
  });

const created = (evidence: Evidence): readonly Attempt[] =>
  attemptsIn(evidence).filter(({ exchange }) => isSuccess(exchange.status));

const notCreated = ({ skipped }: Evidence) => notTested(skipped.webhooks ?? 'No webhook was created.');

/** The request that creates a webhook reaches the right address. */
export const subscribes: Check = (evidence) => {
  const attempts = attemptsIn(evidence);
  const [first] = attempts;
  if (!first) return notCreated(evidence);
  const successes = created(evidence);
  if (successes.length > 0) return holds(`The answer was ${statusesOf(successes.map(({ exchange }) => exchange))}.`);
  const refusal = attempts.find(({ exchange }) => refusesContent(exchange.status));
  return refusal ? notTested('The API refused what the requests contain.') : fails(answerOf(first.exchange));
};

/** The API knows the names of the events. */
export const knowsEvents: Check = (evidence) => {
  const attempts = attemptsIn(evidence);
  const refused = attempts.filter(({ exchange }) => refusesContent(exchange.status));
  if (refused.length === 0) {
    const count = created(evidence).length;
    return count > 0
      ? holds(`The API accepts ${count === 1 ? 'the name' : `all ${count} names`}.`)
      : notCreated(evidence);
  }
  const names = listed(refused.map(({ webhook, exchange }) => `${namedType(webhook.event.type)} (${exchange.status})`));
  const isUrl = refused.length === attempts.length && !evidence.isReachable;
  return fails(
    `Refused: ${names}.${isUrl ? ' The API may refuse the webhook URL instead: run again with --public-url.' : ''}`,
  );
};

const looksLikeId = (key: string, value: unknown): boolean =>
  /(?:^|_)(?:id|ref|uuid|guid|key|href|self)$|[a-z](?:Id|Ref|Uuid|Key)$/i.test(key) && asId(value) !== undefined;

/** The answer contains the webhook's ID where the app reads it. */
export const returnsId: Check = (evidence) => {
  const successes = created(evidence);
  const [first] = successes;
  if (!first) return notCreated(evidence);
  const failed = successes.find(({ webhook }) => webhook.id === undefined);
  if (failed) {
    return fails(`The app found no ID that it can use.${possiblePlaces(failed.exchange.response, looksLikeId)}`);
  }
  const { webhook, exchange } = first;
  const place = valuesIn(exchange.response).find(({ value }) => asId(value) === webhook.id);
  return holds(place ? `The ID is at ${namedPath(place.path)}.` : 'The app found an ID.');
};

const deletions = ({ webhooks }: Evidence, which: 'unsubscribe' | 'again'): readonly Exchange[] =>
  webhooks.flatMap((webhook) => {
    const step = webhook[which];
    const exchange = step && lastCall(step);
    return exchange ? [exchange] : [];
  });

/** The request that deletes a webhook reaches the right address. */
export const unsubscribes: Check = (evidence) => {
  const exchanges = deletions(evidence, 'unsubscribe');
  if (exchanges.length === 0) return notTested(evidence.skipped.webhooks ?? 'No webhook with an ID was created.');
  const failed = exchanges.find(({ status }) => !isSuccess(status));
  return failed
    ? fails(`${answerOf(failed)} The webhook may still exist.`)
    : holds(`The answer was ${statusesOf(exchanges)}.`);
};

/** Deleting a webhook that is gone is no error. */
export const unsubscribesAgain: Check = (evidence) => {
  if (unsubscribes(evidence).result !== 'holds') return notTested('No webhook was deleted.');
  const exchanges = deletions(evidence, 'again');
  const failed = exchanges.find(({ status }) => !isSuccess(status) && status !== 404 && status !== 410);
  return failed
    ? fails(`${answerOf(failed)} The app expects success, 404 or 410.`)
    : holds(`The answer was ${statusesOf(exchanges)}.`);
};

/** Buildr calls opportunities either by that name or projects. */
export const callsOpportunities: Check = (evidence) => {
  const attempts = attemptsIn(evidence).filter(({ webhook }) => webhook.event.type.startsWith('opportunity.'));
  const [first] = attempts;
  if (!first) return notCreated(evidence);
  const failed = attempts.find(({ exchange }) => !isSuccess(exchange.status));
  if (failed) {
    return refusesContent(failed.exchange.status)
      ? fails(`The API knows neither name. ${answerOf(failed.exchange)}`)
      : notTested('No webhook for opportunities was created.');
  }
  const types = asRecord(asRecord(first.exchange.request)['webhook'])['filter_types'];
  const [type] = Array.isArray(types) ? types : [];
  return holds(String(type).startsWith('project.') ? 'It calls them `project`.' : 'It calls them `opportunity`.');
};
