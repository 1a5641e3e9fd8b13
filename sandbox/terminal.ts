/** Whether standard error is a terminal, so that a line on it can be rewritten. */
export const isTerminal = (): boolean =>
  // Some terminals report no columns, and a spinner would then never stop counting lines.
  process.stderr.isTTY && process.stderr.columns > 0;

/** The style of tables: colored on a terminal, plain in files. */
export const tableStyle = () =>
  process.stdout.isTTY ? { head: ['bold'], border: ['grey'] } : { head: [], border: [] };
