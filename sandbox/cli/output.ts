import pc from 'picocolors';

/** A row of a result: its name and its value. A row without a value is not shown. */
export type OutputRow = readonly [name: string, value: string | undefined];

/** A heading with aligned rows below it. */
export const formatRows = (heading: string, rows: readonly OutputRow[]): string => {
  const shown = rows.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  const width = Math.max(...shown.map(({ name }) => name.length));
  const lines = shown.map(({ name, value }) => {
    const indented = value.replaceAll('\n', `\n${' '.repeat(width + 4)}`);
    return `  ${pc.dim(name.padEnd(width))}  ${indented}`;
  });
  return [heading, ...lines].join('\n');
};

/** A line with ✓ or ✗. */
export const statusLine = (isOk: boolean, text: string): string => (isOk ? pc.green(`✓ ${text}`) : pc.red(`✗ ${text}`));

/** Prints a result as text or as JSON. */
export const print = (asJson: boolean | undefined, result: object, text: string): void => {
  console.log(asJson ? JSON.stringify(result, null, 2) : text);
};
