import { fieldLabels } from '../platform/connection.ts';
import { configure, sendersOf } from '../providers/configure.ts';
import type { Inputs } from '../providers/input-fields.ts';
import type { Provider } from '../providers/provider.ts';
import { asText } from '../schema/json.ts';
import { describeScheme, headersOf, parametersOf } from '../verification/scheme.ts';
import type { ActionField } from './define-action.ts';

/** The provider that is expected to have sent the request. */
export const providerField = (providers: readonly Provider[]): ActionField => {
  const senders = providers.flatMap((provider) => (provider.choice ? sendersOf(provider.choice) : [provider]));
  const [first, ...others] = senders;
  const secrets = providers.map((provider) => `${provider.label}: ${fieldLabels(provider, [provider.secret.field])}`);
  return {
    key: 'provider',
    label: 'Sender',
    type: 'string',
    required: true,
    altersDynamicFields: true,
    choices: Object.fromEntries(senders.map(({ key, label }) => [key, label])),
    ...(first && others.length === 0 && { default: first.key }),
    helpText: `The service that sends the requests. The secret comes from your connection (${secrets.join('; ')}).`,
  };
};

/** The provider of a choice, configured, or what the user has to change. */
export const chosenProvider = async (
  providers: readonly Provider[],
  choice: string,
  inputs: Inputs,
): Promise<Provider | string> => {
  for (const provider of providers) {
    const { key, choice: senders } = provider;
    if (!senders && key === choice) return provider;
    if (senders && Object.hasOwn(senders.field.choices, choice)) {
      return configure(provider, senders, { ...inputs, [senders.field.key]: choice });
    }
  }
  return '“Sender” is not one of the choices. Select the service that sends the requests.';
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
  const readers = providers.filter(({ choice, verifier }) => !choice && headersOf(verifier.scheme).length > 0);
  const others = providers.some(({ choice }) => choice);
  const acceptsValue = others || providers.some(({ verifier }) => headersOf(verifier.scheme).length < 2);
  const acceptsQuery = providers.some(({ verifier }) => parametersOf(verifier.scheme).length > 0);
  const alternatives = [...(acceptsValue ? ['*Signature or Token*'] : []), ...(acceptsQuery ? ['*Query String*'] : [])];
  const unless = alternatives.length > 0 ? `, unless you use ${alternatives.join(' or ')}` : '';
  return {
    ...HEADERS,
    type: 'text',
    helpText: [
      `Required${unless}. The headers of the step *Catch Raw Hook*: all of them as JSON, or one on each line as \`Name: value\`.`,
      ...(readers.length > 0 || others ? ['These are checked:'] : []),
      ...readers.map(({ label, verifier }) => `- ${label}: ${describeScheme(verifier.scheme)}`),
      ...(others ? ['- Other senders: the header of the signature, and those of its timestamp and ID'] : []),
      '',
      'Signatures with a timestamp are valid for a few minutes, so do not add a delay before this step.',
    ].join('\n'),
  };
};

export const signature: ActionField = {
  key: 'signature',
  label: 'Signature or Token',
  type: 'string',
  helpText: 'An alternative to *Headers* for a sender with a single signature or token: its value, without the name.',
};

export const query: ActionField = {
  key: 'querystring',
  label: 'Query String',
  type: 'string',
  helpText:
    'For a sender with a token in the URL: map *Querystring* of the step *Catch Raw Hook*, such as `token=…`. This step checks only the token; triggers also look the record up.',
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

/** How to set the sender up. The URL is not that of a trigger. */
const withRawHook = (field: ActionField): ActionField =>
  field.type === 'copy'
    ? { ...field, helpText: `${field.helpText} The webhook URL is the one that the step *Catch Raw Hook* shows.` }
    : field;

/** The fields that depend on the choice. Without a choice there are none. */
export const fieldsOfChoice = async (
  providers: readonly Provider[],
  inputs: Inputs,
): Promise<readonly ActionField[]> => {
  const choice = asText(inputs['provider']);
  if (choice === undefined) return [];
  const provider = await chosenProvider(providers, choice, inputs);
  const ofSenders = await Promise.all(
    providers.map(({ choice: senders }) => senders?.fieldsFor({ [senders.field.key]: choice }) ?? []),
  );
  const scheme = typeof provider === 'string' ? undefined : provider.verifier.scheme;
  return [
    ...ofSenders.flat().map(withRawHook),
    ...(scheme && headersOf(scheme).length < 2 ? [signature] : []),
    ...(scheme && parametersOf(scheme).length > 0 ? [query] : []),
    onFailure,
  ];
};
