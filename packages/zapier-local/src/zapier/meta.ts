/** Where a call comes from, for the app. @see https://docs.zapier.com/platform/build-cli/core#bundle-meta */
export interface Meta {
  readonly isLoadingSample: boolean;
  readonly isFillingDynamicDropdown: boolean;
  readonly isPopulatingDedupe: boolean;
  readonly isTestingAuth: boolean;
  readonly limit: number;
  readonly page: number;
  /** Deprecated. It has the Zap's ID, if there is one. */
  readonly zap: { readonly id?: string };
}

/** Creates `bundle.meta` with the values that differ from Zapier's defaults. */
export const createMeta = (values: Partial<Meta> = {}): Meta => ({
  isLoadingSample: false,
  isFillingDynamicDropdown: false,
  isPopulatingDedupe: false,
  isTestingAuth: false,
  limit: -1,
  page: 0,
  zap: {},
  ...values,
});
