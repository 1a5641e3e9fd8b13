/** The argument of an app's method, without the connection. */
export type Bundle = Readonly<Record<string, unknown>>;
