import { integrations } from '../../integrations.ts';
import { parametersOf, type Scheme } from '../../verification/scheme.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { signRequest } from '../providers/sign.ts';
import { subjectsOf } from '../subjects.ts';
import type { AttackRunner } from './attack-runner.ts';
import { otherSecret } from './edit.ts';
import { headerNames } from './scheme-properties.ts';

/** Where a verifier looks for a signature or token. */
const placesOf = (scheme: Scheme): readonly string[] =>
  [...headerNames(scheme), ...parametersOf(scheme)].map((name) => name.toLowerCase());

/**
 * Requests as senders sign them that use none of the same headers, with the connection's secret for each if it has one.
 *
 * Of all providers, because an app for one provider has no others.
 */
export const requestsOfOthers = (runner: AttackRunner): readonly SignedRequest[] => {
  const { zap, context } = runner.fixture;
  const seen = new Set(placesOf(context.scheme));
  const requests: SignedRequest[] = [];
  for (const { event } of subjectsOf(integrations.flatMap(({ events }) => events))) {
    const { secret: source, verifier } = event.provider;
    const places = placesOf(verifier.scheme);
    if (places.some((place) => seen.has(place))) continue;
    for (const place of places) seen.add(place);
    const secret = zap.connection.authData[source.field] ?? otherSecret('whsec_');
    runner.leaks.add(secret);
    requests.push(signRequest(verifier.scheme, { url: zap.url, body: runner.genuine().body, secret }));
  }
  return requests;
};
