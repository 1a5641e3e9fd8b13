import type { Sender } from '../platform/context.ts';
import type { Inputs } from './input-fields.ts';
import type { Provider, SenderChoice } from './provider.ts';

/** The senders that users can choose from. */
export const sendersOf = ({ field }: SenderChoice): readonly Sender[] =>
  Object.entries(field.choices).map(([key, label]) => ({ key, label }));

/** The provider with the sender that a Zap's inputs choose, or what the user has to change. */
export const configure = async (
  provider: Provider,
  choice: SenderChoice,
  inputs: Inputs,
): Promise<Provider | string> => {
  const settings = await choice.configure(inputs);
  return typeof settings === 'string' ? settings : { ...provider, ...settings };
};
