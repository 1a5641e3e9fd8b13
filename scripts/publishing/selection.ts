import type { Integration } from '../../integration.ts';
import { integrations } from '../../integrations.ts';

/** The part of the app that a command is for. */
export interface Selection {
  readonly integrations: readonly Integration[];
  /** Whether that is every provider: the app as it is by default. */
  readonly isWhole: boolean;
  /** The providers' keys, as the name of a folder or a file: `basekit-buildr`. Empty for the whole app. */
  readonly name: string;
}

/**
 * Reads `PROVIDERS=basekit,buildr`: one company's app, or that of a few.
 *
 * @param wanted keys of providers, separated by commas; every provider when it is empty
 */
export const selectProviders = (wanted = process.env['PROVIDERS'] ?? ''): Selection => {
  const names = wanted
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  const keys = integrations.map(({ provider }) => provider.key);
  const unknown = names.filter((name) => !keys.includes(name));
  if (unknown.length > 0) {
    throw new Error(`PROVIDERS names ${unknown.join(' and ')}, which is no provider. Choose from ${keys.join(', ')}.`);
  }
  const chosen = integrations.filter(({ provider }) => names.length === 0 || names.includes(provider.key));
  const isWhole = chosen.length === integrations.length;
  return { integrations: chosen, isWhole, name: isWhole ? '' : chosen.map(({ provider }) => provider.key).join('-') };
};
