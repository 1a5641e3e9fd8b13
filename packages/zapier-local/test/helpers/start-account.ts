import { loadApp, startApp, virtualClock, Zapier } from '../../src/index.ts';
import { fixture } from './apps.ts';

/** How an app with accounts starts. */
export interface AccountsOptions {
  /** The type of its accounts. */
  readonly type: string;
  /** Environment variables. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Stubs by host. */
  readonly api?: Readonly<Record<string, string>>;
}

/** Starts apps with accounts, each combination of options once. */
export interface AccountsStarter {
  start(options: AccountsOptions): Promise<Zapier>;
  close(): Promise<void>;
}

/** Creates a starter of the fixture with accounts. */
export const accountsStarter = (apiUrl: string): AccountsStarter => {
  const loaded = loadApp(fixture('accounts'));
  const started = new Map<string, Promise<Zapier>>();
  const create = async ({ type, variables, api = {} }: AccountsOptions) => {
    const environment = { AUTH_TYPE: type, API_URL: apiUrl, CLIENT_ID: 'client-1', ...variables };
    const app = startApp(await loaded, { environment, allow: [], api });
    return Zapier.start({ app, clock: virtualClock(), environment });
  };
  return {
    start(options) {
      const name = JSON.stringify(options);
      const zapier = started.get(name) ?? create(options);
      started.set(name, zapier);
      return zapier;
    },
    async close() {
      for (const zapier of started.values()) await (await zapier).close();
      await (await loaded).close();
    },
  };
};
