import { createRequire } from 'node:module';

/** Core's functions for definitions. */
interface CoreSchema {
  /** Runs twice for every delivery. */
  prepareApp(app: object): object;
  /** Serializes the definition that Zapier reads when an app is pushed. */
  serializeApp(prepared: object): object;
  /** Returns the errors of a definition. */
  validateApp(prepared: object): object[];
}

// Core exports this file for `require` only, and without types.
const schema: CoreSchema = createRequire(import.meta.url)('zapier-platform-core/src/tools/schema');

export const { prepareApp, serializeApp, validateApp } = schema;
