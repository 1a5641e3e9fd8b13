/** An address of a provider's API. */
export interface Address {
  /** The app's default; undefined for an address that the connection contains. */
  readonly fallback?: string;
  /** Whether requests to it only sign in, and so need no confirmation. */
  readonly isSignIn?: boolean;
}

/** The addresses that the app calls, by the setting or connection field that contains each. */
export const ADDRESSES: Readonly<Record<string, Address>> = {
  basekit_api_url: {},
  BUILDR_API_URL: { fallback: 'https://api.buildr.com/api/2023-01' },
  BUILDR_TOKEN_URL: { fallback: 'https://buildr.app/oauth/token', isSignIn: true },
  FIRESPRING_API_URL: { fallback: 'https://api.firespring.com' },
  FRESHPAINT_API_URL: { fallback: 'https://api.perfalytics.com' },
};

/** The settings of the app that are no addresses. */
export const OTHER_SETTINGS = ['BASEKIT_SUBSCRIPTIONS_PATH', 'FIRESPRING_API_VERSION'] as const;

/** The base URLs for a run, from settings and connection fields. */
export const basesFrom = (values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(ADDRESSES).flatMap(([name, { fallback }]) => {
      const value = values[name]?.trim() || fallback;
      return value === undefined ? [] : [[name, value]];
    }),
  );
