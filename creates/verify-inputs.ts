import { fieldLabels } from '../platform/connection.ts';
import type { Provider } from '../providers/provider.ts';
import type { ActionField } from './define-action.ts';

/** The provider that is expected to have sent the request. */
export const providerField = (providers: readonly Provider[]): ActionField => {
  const [first, ...others] = providers;
  const secrets = providers.map((provider) => `${provider.label}: ${fieldLabels(provider, [provider.secret.field])}`);
  return {
    key: 'provider',
    label: 'Provider',
    type: 'string',
    required: true,
    choices: Object.fromEntries(providers.map(({ key, label }) => [key, label])),
    ...(first && others.length === 0 && { default: first.key }),
    helpText: `The provider that sends the requests. The secret comes from your connection (${secrets.join('; ')}).`,
  };
};

export const body: ActionField = {
  key: 'raw_body',
  label: 'Raw Body',
  type: 'text',
  // Not required: Zapier would count an empty body, which any sender can cause, as an error of the Zap.
  helpText: 'Required. Map *Raw Body* of the step *Catch Raw Hook*. The step *Catch Hook* does not keep it.',
};

/** The key and label of the headers field, for messages that name it. */
export const HEADERS = { key: 'headers', label: 'Headers' };

/** The headers of the request. The help text lists those that each provider's verifier reads. */
export const headersField = (providers: readonly Provider[]): ActionField => {
  const readers = providers.filter(({ verifier }) => verifier.headers.length > 0);
  return {
    ...HEADERS,
    type: 'text',
    helpText: [
      'Required, unless you use *Signature or Token* or *Query String*. The headers of the step *Catch Raw Hook*: all of them as JSON, or one on each line as `Name: value`.',
      ...(readers.length > 0 ? ['These are checked:'] : []),
      ...readers.map(({ label, verifier }) => `- ${label}: ${verifier.name}`),
      '',
      'Signatures with a timestamp (`svix-` or `webhook-` headers) are valid for five minutes, so do not add a delay before this step.',
    ].join('\n'),
  };
};

export const signature: ActionField = {
  key: 'signature',
  label: 'Signature or Token',
  type: 'string',
  helpText:
    'An alternative to *Headers* and *Query String* for a provider with a single signature or token: its value, without the name.',
};

export const query: ActionField = {
  key: 'querystring',
  label: 'Query String',
  type: 'string',
  helpText:
    'For a provider with a token in the URL: map *Querystring* of the step *Catch Raw Hook*, such as `token=…`. This step checks only the token; triggers also look the record up.',
};

/** The choice to continue with a request that is not verified. */
export const CONTINUE = 'continue';

export const onFailure: ActionField = {
  key: 'on_failure',
  label: 'If Verification Fails',
  type: 'string',
  default: 'stop',
  choices: { stop: 'Stop', [CONTINUE]: 'Continue' },
  helpText:
    '*Stop* ends the run and shows the reason in the Zap’s history. *Continue* sets *Verified* to false and returns the reason, without any data of the request.',
};
