import pc from 'picocolors';

/** Lines of a result: a heading, then names with what stands beside them. */
export const sheet = (
  heading: string,
  rows: readonly (readonly [name: string, value: string | undefined])[],
): string => {
  const shown = rows.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  const width = Math.max(...shown.map(({ name }) => name.length));
  const lines = shown.map(({ name, value }) => {
    const indented = value.replaceAll('\n', `\n${' '.repeat(width + 4)}`);
    return `  ${pc.dim(name.padEnd(width))}  ${indented}`;
  });
  return [heading, ...lines].join('\n');
};

/** A heading that says at a glance how something went. */
export const verdictLine = (isGood: boolean, text: string): string =>
  isGood ? pc.green(`✓ ${text}`) : pc.red(`✗ ${text}`);

/** Prints a result: for people, or as one JSON object for programs. */
export const print = (asJson: boolean | undefined, result: object, text: string): void => {
  console.log(asJson ? JSON.stringify(result, null, 2) : text);
};
