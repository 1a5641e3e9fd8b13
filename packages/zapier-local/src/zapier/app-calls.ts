import type { AppProcess } from '../process/app-process.ts';
import type { AppEvent, Outcome } from '../process/outcome.ts';
import type { Definition } from './definition.ts';
import { type Connection, type Run, ZapierError } from './zaps.ts';

/** The argument of an app's method, without the connection. */
export type Bundle = Readonly<Record<string, unknown>>;

/** Calls an app as Zapier's servers do: with a connection, a cache and a log. Renews the session when the app asks for it. */
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

  /** Calls a method, and renews the session once if the app asks for it. */
  async call(method: string, bundle: Bundle, connection: Connection, run?: Run): Promise<Outcome> {
    const invoke = async () => {
      if (run) run.calls += 1;
      return this.#invoke('execute', method, { ...bundle, authData: connection.authData }, connection.id);
    };
    const outcome = await invoke();
    if (outcome.ok || outcome.error.name !== 'RefreshAuthError') return outcome;
    const renewed = await this.openSession(connection);
    return renewed.ok ? invoke() : renewed;
  }

  /** Calls a method. Throws the error that the user would see. */
  async results(method: string, bundle: Bundle, connection: Connection): Promise<unknown> {
    const outcome = await this.call(method, bundle, connection);
    if (!outcome.ok) throw new ZapierError(outcome.error);
    return outcome.results;
  }

  /** Exchanges the user's credentials for a session, and adds it to the connection. */
  async openSession(connection: Connection): Promise<Outcome> {
    const { authData, id } = connection;
    const outcome = await this.#invoke('execute', 'authentication.sessionConfig.perform', { authData }, id);
    if (outcome.ok) connection.authData = { ...authData, ...Object(outcome.results) };
    return outcome;
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
    // Core serialized it from the app's definition.
    return outcome.results as Definition;
  }

  #invoke(command: AppEvent['command'], method: string | undefined, bundle: Bundle, token: string): Promise<Outcome> {
    return this.#app.invoke({
      command,
      ...(method !== undefined && { method }),
      bundle: { inputData: {}, ...bundle },
      token,
      rpc_base: `${this.#url}/rpc`,
      environment: { ...this.#environment, LOGGING_ENDPOINT: `${this.#url}/logs` },
    });
  }
}
