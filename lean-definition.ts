/**
 * Zapier copies and freezes an app's whole definition twice for every single delivery, with code that visits each value. It leaves
 * alone what is no plain object, and copies faster what has a tag of its own, so the parts that never change are made so. What
 * Zapier reads when the app is pushed stays the same to the letter.
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

/** Makes an object without functions one that Zapier hands on as it is. */
const constant = <T extends object>(value: T): T => {
  const fixed = Object.assign(new Constant(), value);
  freeze(fixed);
  return fixed;
};

/** Makes an object one that lodash does not clone, and the rest of core treats as plain. */
const uncloned = <T extends object>(value: T): T =>
  Object.defineProperty(value, Symbol.toStringTag, { value: 'Definition', enumerable: false });

interface Action {
  readonly display: object;
  readonly operation: { readonly inputFields: readonly object[]; readonly sample: object };
}

const leanAction = <T extends Action>(action: T): T => ({
  ...action,
  display: constant(action.display),
  operation: {
    ...action.operation,
    inputFields: action.operation.inputFields.map(constant),
    sample: constant(action.operation.sample),
  },
});

const leanTable = <T extends Action>(table: Readonly<Record<string, T>>): Record<string, T> =>
  uncloned(Object.fromEntries(Object.entries(table).map(([key, action]) => [key, leanAction(action)])));

/** The parts of a definition that are many. */
interface Definition {
  readonly authentication: { readonly fields: readonly object[] };
  readonly triggers: Readonly<Record<string, Action>>;
  readonly creates: Readonly<Record<string, Action>>;
}

/** Makes a definition that costs little to copy and says the same. */
export const leanDefinition = <T extends Definition>(app: T): T => ({
  ...app,
  authentication: uncloned({ ...app.authentication, fields: app.authentication.fields.map(constant) }),
  triggers: leanTable(app.triggers),
  creates: leanTable(app.creates),
});
