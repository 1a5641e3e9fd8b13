import { type Integration, integrations, selectIntegrations } from '../../integrations.ts';

/** The providers of an app to build. */
export interface Selection {
  readonly integrations: readonly Integration[];
  /** Whether it contains all providers. */
  readonly hasAllProviders: boolean;
  /** A name for folders and files, such as `basekit-buildr`. Empty for all providers. */
  readonly name: string;
}

/**
 * Reads a list such as `PROVIDERS=basekit,buildr`.
 *
 * @param list provider keys separated by commas; empty for all providers
 */
export const selectProviders = (list?: string): Selection => {
  const chosen = selectIntegrations(list);
  const hasAllProviders = chosen.length === integrations.length;
  return {
    integrations: chosen,
    hasAllProviders,
    name: hasAllProviders ? '' : chosen.map(({ provider }) => provider.key).join('-'),
  };
};
