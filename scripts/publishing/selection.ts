import { type Integration, integrations, selectIntegrations } from '../../integrations.ts';

/** The providers of an app to build. */
export interface Selection {
  readonly integrations: readonly Integration[];
  /** Whether these are all providers. */
  readonly isWhole: boolean;
  /** The provider keys as the name of a folder or file: `basekit-buildr`. Empty for the whole app. */
  readonly name: string;
}

/**
 * Reads a list such as `PROVIDERS=basekit,buildr`.
 *
 * @param list provider keys separated by commas; empty for all providers
 */
export const selectProviders = (list?: string): Selection => {
  const chosen = selectIntegrations(list);
  const isWhole = chosen.length === integrations.length;
  return { integrations: chosen, isWhole, name: isWhole ? '' : chosen.map(({ provider }) => provider.key).join('-') };
};
