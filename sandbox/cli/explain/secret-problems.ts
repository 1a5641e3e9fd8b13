import { fieldNames } from '../../../platform/connection.ts';
import type { Provider } from '../../../providers/provider.ts';
import { type SecretProblem, type Secrets, secretProblem, usableSecrets } from '../../../verification/secret.ts';
import type { Candidate } from './candidate.ts';
import { matchOf, readKey } from './match.ts';
import type { Finding } from './mistake.ts';

const ENTER_COMPLETE = 'Show the complete secret at the provider, then copy it again.';

const PROBLEMS: Readonly<Record<SecretProblem, Finding>> = {
  masked: { name: 'secret_masked', message: 'The secret is a masked or shortened copy.', remedy: ENTER_COMPLETE },
  placeholder: {
    name: 'secret_placeholder',
    message: 'The secret is a placeholder, a name or a label. The app never uses it as a key.',
    remedy: ENTER_COMPLETE,
  },
  invisible: {
    name: 'secret_invisible',
    message: 'The secret contains invisible characters.',
    remedy: 'Copy only the secret again.',
  },
  too_short: {
    name: 'secret_too_short',
    message: 'The secret is too short. The app does not use it as a key.',
    remedy: 'Use a secret of at least 8 characters. A whsec_ secret needs at least 16 bytes.',
  },
  too_short_of_several: {
    name: 'secret_too_short_of_several',
    message: 'The field contains several secrets, and one is too short. The app does not use it as a key.',
    remedy: 'Enter one secret without white space, or secrets of at least 16 characters each.',
  },
};

/** The names of the problems, for help texts. */
export const PROBLEM_NAMES: readonly string[] = Object.values(PROBLEMS).map(({ name }) => name);

/** Bytes. @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
const SHORTEST_KEY = 16;

const problemOf = (
  secret: string,
  entered: Secrets,
  { keyEncoding }: Candidate,
  { verifier }: Provider,
  names: readonly string[],
): SecretProblem | undefined => {
  // As a whole value: white space in it belongs to it.
  const problem = secretProblem([secret], names);
  if (problem) return problem;
  if (!usableSecrets(entered, names).includes(secret)) return 'too_short_of_several';
  const key = readKey(secret, keyEncoding);
  if (!key || verifier.readKey(secret)) return undefined;
  return key.length < SHORTEST_KEY ? 'too_short' : 'placeholder';
};

/**
 * Why the app does not use the entered secret as a key, if so: the secret with which the signature matches, otherwise all.
 */
export const secretProblemsIn = (candidate: Candidate, provider: Provider): readonly Finding[] => {
  const names = fieldNames(provider, provider.secret.field);
  const entered = provider.secret.previous === undefined ? candidate.enteredSecret : candidate.secrets;
  const matching = matchOf(candidate);
  const whole = matching ? undefined : secretProblem(entered, names);
  const secrets = matching ? [matching.secret] : candidate.secrets;
  const problems = secrets.map((secret) => problemOf(secret, entered, candidate, provider, names));
  const problem = whole ?? problems.find((one) => one !== undefined);
  return problem ? [PROBLEMS[problem]] : [];
};
