/** Whether somebody watches standard error, so that a line on it can change. */
export const isWatched = (): boolean =>
  // Some terminals say that they have no columns, and a spinner would then count lines for ever.
  process.stderr.isTTY && process.stderr.columns > 0;

/** How tables look: with colour where they are read on a terminal, plain in files. */
export const tableStyle = () =>
  process.stdout.isTTY ? { head: ['bold'], border: ['grey'] } : { head: [], border: [] };
