import type { Definition } from './definition.ts';
import type { Lambda, LambdaEvent, Outcome } from './lambda.ts';
import { type Connection, type Run, ZapierError } from './zaps.ts';

/** What a method of an app is called with. */
export type Bundle = Readonly<Record<string, unknown>>;

/** How Zapier's servers call an app: with a connection, a cache and a log, and with a renewed session where the app asks for it. */
export class AppCalls {
  readonly #lambda: Lambda;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #url: string;
  #definition: Promise<Definition> | undefined;

  /** @param url where the app finds Zapier's cache and log */
  constructor(lambda: Lambda, environment: Readonly<Record<string, string>>, url: string) {
    this.#lambda = lambda;
    this.#environment = environment;
    this.#url = url;
  }

  /** Calls a method, and renews the session once where the app asks for it. */
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

  /** Calls a method and throws what the user would see. */
  async results(method: string, bundle: Bundle, connection: Connection): Promise<unknown> {
    const outcome = await this.call(method, bundle, connection);
    if (!outcome.ok) throw new ZapierError(outcome.error);
    return outcome.results;
  }

  /** Exchanges what the user typed in for a session, which joins it. */
  async openSession(connection: Connection): Promise<Outcome> {
    const { authData, id } = connection;
    const outcome = await this.#invoke('execute', 'authentication.sessionConfig.perform', { authData }, id);
    if (outcome.ok) connection.authData = { ...authData, ...Object(outcome.results) };
    return outcome;
  }

  /** What Zapier reads once, when an app is pushed. */
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
    // Core's own serialisation of the app's definition.
    return outcome.results as Definition;
  }

  #invoke(
    command: LambdaEvent['command'],
    method: string | undefined,
    bundle: Bundle,
    token: string,
  ): Promise<Outcome> {
    return this.#lambda.invoke({
      command,
      ...(method !== undefined && { method }),
      bundle: { inputData: {}, ...bundle },
      token,
      rpc_base: `${this.#url}/rpc`,
      environment: { ...this.#environment, LOGGING_ENDPOINT: `${this.#url}/logs` },
    });
  }
}
