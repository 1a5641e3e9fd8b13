/** Core's own view of a definition; its types leave this file out. */
declare module 'zapier-platform-core/src/tools/schema' {
  /** What Zapier runs for every delivery, twice. */
  export function prepareApp(app: object): object;
  /** What Zapier reads when an app is pushed. */
  export function serializeApp(prepared: object): object;
  /** What is wrong with a definition. */
  export function validateApp(prepared: object): object[];
}
