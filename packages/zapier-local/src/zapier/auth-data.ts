/**
 * `bundle.authData`: what the user entered, and what the steps of the authentication returned. Core's types promise texts, but an
 * app may return other values, which Zapier keeps as they are.
 */
export type AuthData = Readonly<Record<string, string>>;
