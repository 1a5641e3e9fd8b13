/**
 * Loads `zapier-platform-schema` when a definition is validated. Core imports it at the start, which takes up to half a second
 * in each test file. Jest uses this module when core imports the package.
 */
const load = (): typeof import('./lazy-schema.ts') => require('zapier-platform-schema/schema.js');

/** Finds the errors of a definition. */
export const validateAppDefinition = (definition: object): object => load().validateAppDefinition(definition);
