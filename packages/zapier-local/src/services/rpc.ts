/** A call of one of Zapier's services by core. */
export interface RpcCall {
  readonly method: string;
  readonly params: readonly unknown[];
  /** The connection that the app is called with. */
  readonly token: string;
  /** Names the store of `z.cursor`, where the app may use it. */
  readonly storeKey?: unknown;
  /** The base URL of the services. */
  readonly origin: string;
}

/** The answer to a call: core throws an `error`. */
export type RpcAnswer = { readonly result: unknown } | { readonly error: string };

/** Answers the calls that it knows. */
export type Rpc = (call: RpcCall) => RpcAnswer | undefined;
