/**
 * For every single delivery Zapier copies and freezes an app's whole definition twice, with code that visits each value. It hands on
 * as it is what is no plain object and has a tag of its own, and does not freeze again what is frozen, so the parts that are many are
 * made so, once. What Zapier reads when the app is pushed stays the same to the letter: a test compares.
 *
 * @see zapier-platform-core `src/tools/schema.js` (compileApp, prepareApp) and `src/tools/data.js` (deepCopy, recurseReplace)
 */
class Constant {
  get [Symbol.toStringTag](): string {
    return 'Constant';
  }
}

const freeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
};

const constant = <T extends object>(value: T): T => {
  const fixed = Object.assign(new Constant(), value);
  freeze(fixed);
  return fixed;
};

const holdsFunction = (value: unknown): boolean =>
  typeof value === 'function' ||
  (typeof value === 'object' && value !== null && Object.values(value).some(holdsFunction));

/** When the app is pushed, Zapier looks for functions in plain objects only, so whatever holds one is left alone. */
const leanField = <T extends object>(field: T): T => (holdsFunction(field) ? field : constant(field));

/** Makes an object one that lodash does not clone, and the rest of core treats as plain. */
const uncloned = <T extends object>(value: T): T =>
  Object.defineProperty(value, Symbol.toStringTag, { value: 'Definition', enumerable: false });

/** The parts of a definition that are many. */
interface Definition {
  readonly authentication: { readonly fields: readonly object[] };
  readonly triggers: object;
  readonly creates: object;
}

/** Makes a definition that costs little to copy, however many triggers it has, and says the same. */
export const fastDefinition = <T extends Definition>(app: T): T => ({
  ...app,
  authentication: uncloned({ ...app.authentication, fields: app.authentication.fields.map(leanField) }),
  // Core itself makes a plain object of these two again, so the triggers in them may hold functions.
  triggers: constant(app.triggers),
  creates: constant(app.creates),
});
