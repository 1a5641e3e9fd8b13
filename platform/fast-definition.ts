/**
 * An object that core copies by reference.
 *
 * For every delivery core copies and freezes the app's whole definition twice, and visits each value. It passes on an object that
 * has its own tag, and does not freeze an object that is already frozen. What Zapier reads when the app is pushed stays the same.
 *
 * @see zapier-platform-core `src/tools/schema.js` (compileApp, prepareApp) and `src/tools/data.js` (deepCopy, recurseReplace)
 */
class Tagged {
  get [Symbol.toStringTag](): string {
    return 'Definition';
  }
}

const freeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
};

const tagged = <T extends object>(value: T): T => {
  const copy = Object.assign(new Tagged(), value);
  freeze(copy);
  return copy;
};

/** The same for an object with functions: when an app is pushed, Zapier finds functions only in plain objects. */
const taggedPlain = <T extends object>(value: T): T =>
  Object.defineProperty(value, Symbol.toStringTag, { value: 'Definition' });

const hasFunction = (value: unknown): boolean =>
  typeof value === 'function' ||
  (typeof value === 'object' && value !== null && Object.values(value).some(hasFunction));

/** The large parts of a definition. */
interface Definition {
  readonly authentication: { readonly fields: readonly object[] };
  readonly triggers: object;
  readonly creates: object;
}

/** The same definition, at a cost for each delivery that does not grow with the number of triggers. */
export const fastDefinition = <T extends Definition>(app: T): T => ({
  ...app,
  authentication: taggedPlain({
    ...app.authentication,
    fields: app.authentication.fields.map((field) => (hasFunction(field) ? field : tagged(field))),
  }),
  // Core converts these two back to plain objects, so the triggers in them may contain functions.
  triggers: tagged(app.triggers),
  creates: tagged(app.creates),
});
