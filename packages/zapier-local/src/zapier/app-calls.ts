import { renew } from '../auth/renew.ts';
import type { AppProcess } from '../process/app-process.ts';
import type { AppEvent, Outcome } from '../process/outcome.ts';
import type { Bundle } from './bundle.ts';
import type { Definition } from './definition.ts';
import { parseDefinition } from './parse-definition.ts';
import { isList, storeKeyOf } from './store-key.ts';
import { type Attempts, type Connection, ZapierError } from './zaps.ts';

/** What only some methods may use. */
type Offers = Pick<AppEvent, 'storeKey' | 'callback_url'>;

/** Calls an app as Zapier's servers do: with a connection, a cache and a log. Renews its credentials when the app asks for it. */
export class AppCalls {
  readonly #app: AppProcess;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #url: string;
  #definition: Promise<Definition> | undefined;

  /** @param url the base URL of Zapier's cache and log */
  constructor(app: AppProcess, environment: Readonly<Record<string, string>>, url: string) {
    this.#app = app;
    this.#environment = environment;
    this.#url = url;
  }

  /** Calls a method, and renews the session or the access token once if the app asks for it. */
  async call(method: string, bundle: Bundle, connection: Connection, run?: Attempts): Promise<Outcome> {
    const offers = {
      ...(await this.#cursor(method, bundle, connection)),
      ...(run?.callbackUrl !== undefined && { callback_url: run.callbackUrl }),
    };
    const invoke = async () => {
      if (run) run.calls += 1;
      return this.invoke(method, bundle, connection, offers);
    };
    const outcome = await invoke();
    if (outcome.ok || outcome.error.name !== 'RefreshAuthError') return outcome;
    try {
      return (await renew(this, connection)) ? await invoke() : outcome;
    } catch (error) {
      if (error instanceof ZapierError) return { ok: false, error: error.detail };
      throw error;
    }
  }

  /** Calls a method. Throws the error that the user would see. */
  async results(method: string, bundle: Bundle, connection: Connection): Promise<unknown> {
    const outcome = await this.call(method, bundle, connection);
    if (!outcome.ok) throw new ZapierError(outcome.error);
    return outcome.results;
  }

  /** Calls a method with the connection as it is: a RefreshAuthError renews nothing. */
  invoke(method: string, bundle: Bundle, { authData, id }: Connection, offers: Offers = {}): Promise<Outcome> {
    return this.#invoke('execute', method, { ...bundle, authData }, id, offers);
  }

  /** The app's definition, read once, as Zapier does when an app is pushed. */
  definition(): Promise<Definition> {
    this.#definition ??= this.#readDefinition().catch((error: unknown) => {
      this.#definition = undefined;
      throw error;
    });
    return this.#definition;
  }

  async #readDefinition(): Promise<Definition> {
    const outcome = await this.#invoke('definition', undefined, {}, 'definition');
    if (!outcome.ok) throw new ZapierError(outcome.error);
    return parseDefinition(outcome.results);
  }

  /** The store of `z.cursor`, where a method may use it: for its Zap, or for its connection where there is no Zap. */
  async #cursor(method: string, { meta, rawRequest }: Bundle, { id }: Connection): Promise<Pick<AppEvent, 'storeKey'>> {
    // A delivery is not a list, and must not wait.
    if (rawRequest !== undefined || !isList(method)) return {};
    const storeKey = storeKeyOf(await this.definition(), method, String(Object(meta).zap?.id ?? id));
    return storeKey === undefined ? {} : { storeKey };
  }

  #invoke(
    command: AppEvent['command'],
    method: string | undefined,
    bundle: Bundle,
    token: string,
    offers: Offers = {},
  ): Promise<Outcome> {
    return this.#app.invoke({
      ...offers,
      command,
      ...(method !== undefined && { method }),
      bundle: { inputData: {}, ...bundle },
      token,
      rpc_base: `${this.#url}/rpc`,
      environment: { ...this.#environment, LOGGING_ENDPOINT: `${this.#url}/logs` },
    });
  }
}
