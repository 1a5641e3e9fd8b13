/** Core's functions for definitions. Its types do not include this file. */
declare module 'zapier-platform-core/src/tools/schema' {
  /** Runs twice for every delivery. */
  export function prepareApp(app: object): object;
  /** Serializes the definition that Zapier reads when an app is pushed. */
  export function serializeApp(prepared: object): object;
  /** Returns the errors of a definition. */
  export function validateApp(prepared: object): object[];
}
