import type { Scheme } from '../../../verification/scheme.ts';
import { explain } from '../../cli/explain/explain.ts';
import { plainName } from '../../cli/header-names.ts';
import { type Check, fails, holds, notTested, type Verdict } from '../assumption.ts';
import type { Evidence, Received } from '../evidence.ts';
import { listed, named } from '../safe-text.ts';

/** The names that a delivery must have, in each of the possible sets. */
const setsOf = (scheme: Scheme): readonly (readonly string[])[] => {
  if (scheme.kind === 'token') return [[scheme.name]];
  return scheme.headers.map(({ id, timestamp, signature }) =>
    [id, timestamp, signature].filter((name) => name !== undefined),
  );
};

const namesIn = ({ request }: Received, scheme: Scheme): readonly string[] =>
  scheme.kind === 'token' && scheme.in === 'query'
    ? [...new URLSearchParams(request.querystring).keys()]
    : Object.keys(request.headers).map(plainName);

const has = (names: readonly string[], name: string): boolean =>
  names.some((one) => one.toLowerCase() === name.toLowerCase());

const LIKELY = /sign|hmac|digest|svix|webhook|token|secret/i;

/** What is missing from a delivery, or undefined if it has a complete set of names. */
const missingFrom = (received: Received): string | undefined => {
  const { scheme } = received.event.provider.verifier;
  const sets = setsOf(scheme);
  const names = namesIn(received, scheme);
  if (sets.some((set) => set.every((name) => has(names, name)))) return undefined;
  const missing = (sets[0] ?? []).filter((name) => !has(names, name));
  const likely = names.filter((name) => LIKELY.test(name) && !sets.flat().some((one) => has([name], one)));
  const place = likely.length > 0 ? ` It may be in ${listed(likely.map(named), 4)}.` : '';
  return `${listed(missing.map(named))} is missing.${place}`;
};

const noDelivery = ({ skipped }: Evidence): Verdict => notTested(skipped.deliveries ?? 'No event arrived.');

/** Deliveries have the headers, or the parameter, that the verifier reads. */
export const hasSignatureNames: Check = (evidence) => {
  const [first] = evidence.deliveries;
  if (!first) return noDelivery(evidence);
  const missing = evidence.deliveries.map(missingFrom).find((problem) => problem !== undefined);
  if (missing !== undefined) return fails(missing);
  const expected = setsOf(first.event.provider.verifier.scheme).flat();
  const spelled = first.headerNames.filter((name) => has(expected, name));
  return holds(spelled.length > 0 ? `Spelled ${listed(spelled.map(named))} on arrival.` : 'It is there.');
};

/** Reasons that say something about how a delivery is signed. */
const isAboutSignature = (reason: string): boolean =>
  /^(?:signature|timestamp|id|token|secret|body_not_utf8)/.test(reason);

const causeOf = ({ event, request, secret }: Received): string => {
  const capture = { ...request, format: 'JSON', notes: [] };
  const { findings } = explain(event.provider, capture, secret, undefined);
  return findings.length > 0 ? ` Cause: ${listed(findings.map(({ name }) => named(name)))}.` : '';
};

/** The app verifies deliveries. */
export const verifies: Check = (evidence) => {
  if (evidence.deliveries.length === 0) return noDelivery(evidence);
  const complete = evidence.deliveries.filter((received) => missingFrom(received) === undefined);
  const refused = complete.find(({ reason }) => reason !== undefined && isAboutSignature(reason));
  if (refused) return fails(`The app refused it: ${named(refused.reason ?? '')}.${causeOf(refused)}`);
  return complete.length > 0
    ? holds('The app verified it.')
    : notTested('Deliveries have no signature where the app reads it.');
};

/** The deliveries that the app verified. */
export const verified = ({ deliveries }: Evidence): readonly Received[] =>
  deliveries.filter(
    (received) =>
      missingFrom(received) === undefined && !(received.reason !== undefined && isAboutSignature(received.reason)),
  );
