import type { Sender } from '../platform/context.ts';
import type { Inputs } from './input-fields.ts';
import type { Provider, SenderChoice, SenderSettings } from './provider.ts';

/** The senders that users can choose from. */
export const sendersOf = ({ field }: SenderChoice): readonly Sender[] =>
  Object.entries(field.choices).map(([key, label]) => ({ key, label }));

/** The provider with the sender that a Zap's inputs choose, or what the user has to change. */
export const configure = (
  provider: Provider,
  choice: SenderChoice,
  inputs: Inputs,
): Provider | string | Promise<Provider | string> => {
  const withSettings = (settings: SenderSettings | string) =>
    typeof settings === 'string' ? settings : { ...provider, ...settings };
  const settings = choice.configure(inputs);
  return settings instanceof Promise ? settings.then(withSettings) : withSettings(settings);
};
