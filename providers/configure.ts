import type { Inputs, Provider } from './provider.ts';

/** The provider as a Zap's inputs configure it, or what the user has to change. */
export const configure = async (provider: Provider, inputs: Inputs): Promise<Provider | string> => {
  const settings = await provider.choice?.configure(inputs);
  if (typeof settings === 'string') return settings;
  return settings ? { ...provider, ...settings } : provider;
};
