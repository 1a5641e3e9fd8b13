import { fieldLabels } from '../platform/errors.ts';
import type { Provider } from '../providers/provider.ts';
import type { ActionField } from './define-action.ts';

const choicesOf = (providers: readonly Provider[]): Record<string, string> =>
  Object.fromEntries(providers.map(({ key, label }) => [key, label]));

/** Who is said to have sent the request. */
export const providerField = (providers: readonly Provider[]): ActionField => {
  const [first, ...others] = providers;
  const secrets = providers.map((provider) => `${provider.label}: ${fieldLabels(provider, [provider.secret.field])}`);
  return {
    key: 'provider',
    label: 'Provider',
    type: 'string',
    required: true,
    choices: choicesOf(providers),
    ...(first && others.length === 0 && { default: first.key }),
    helpText: `Who should have sent the request. The secret is taken from the connection (${secrets.join('; ')}).`,
  };
};

export const body: ActionField = {
  key: 'raw_body',
  label: 'Raw Body',
  type: 'text',
  // Not required: with a required field Zapier counts an empty body, which anybody can send, as an error of the Zap.
  helpText:
    'Needed: the body exactly as it came in. Map *Raw Body* of the step *Catch Raw Hook*. The step *Catch Hook* does not keep it.',
};

/** What the headers are called, for messages that name the field. */
export const HEADERS = { key: 'headers', label: 'Headers' };

/** The headers of the request; the help text says which of them each provider's proof reads. */
export const headersField = (providers: readonly Provider[]): ActionField => {
  const readers = providers.filter(({ verifier: proof }) => proof.scheme !== 'token-query');
  return {
    ...HEADERS,
    type: 'text',
    helpText: [
      'Needed, unless you fill in *Signature or Token* or *Query String*: the headers of the step *Catch Raw Hook*, all of them as JSON, or one on each line as `Name: value`. Upper and lower case and an added `HTTP` do not matter.',
      ...(readers.length > 0 ? ['What is read:'] : []),
      ...readers.map(({ label, verifier: proof }) => `- ${label}: ${proof.name}`),
      '',
      'A signature with a time, as of Standard Webhooks (`svix-` or `webhook-` headers), is valid for five minutes: put no delay before this step. A run that is replayed later is refused.',
    ].join('\n'),
  };
};

export const signature: ActionField = {
  key: 'signature',
  label: 'Signature or Token',
  type: 'string',
  helpText:
    'In place of *Headers* or *Query String*, for a provider that sends a single signature or token: the bare value, without its name. Map that one header of *Catch Raw Hook*.',
};

export const query: ActionField = {
  key: 'querystring',
  label: 'Query String',
  type: 'string',
  helpText:
    'For a provider whose token is on the URL: map *Querystring* of the step *Catch Raw Hook*, such as `token=…`. This step checks the token only; triggers also look the record up at the provider.',
};

/** The choice to go on with what is not proven. */
export const CONTINUE = 'continue';

export const onFailure: ActionField = {
  key: 'on_failure',
  label: 'If It Is Not Proven',
  type: 'string',
  default: 'stop',
  choices: { stop: 'Stop', [CONTINUE]: 'Continue' },
  helpText:
    '*Stop* ends the run here, and its history says why. *Continue* goes on with *Verified* set to false and the reason, so that a Filter or a Path can decide; nothing of the request is handed on then.',
};
