/** JSON of nested lists: converting them to text overflows the stack. */
export const NESTED_LISTS = `${'['.repeat(12_000)}${']'.repeat(12_000)}`;

/** JSON values that throw when they are converted to text. */
export const ODD_VALUES: readonly (readonly [name: string, json: string])[] = [
  ['an object whose toString is not a function', '{"toString":1}'],
  ['an object with neither toString nor valueOf', '{"valueOf":1,"toString":null}'],
  ['a list of such objects', '[{"toString":1}]'],
];

/** With a value that only works inside a text: core itself cannot handle it as a value. */
export const ODD_TEXTS: typeof ODD_VALUES = [...ODD_VALUES, ['nested lists', NESTED_LISTS]];
