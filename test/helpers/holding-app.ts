let held: readonly (readonly number[])[] = [];

/** Holds as many megabytes as it is told to, and lets go of what it held before. */
export const handler = async ({ bundle }: { bundle: { megabytes: number } }): Promise<{ results: number }> => {
  const megabyte = (index: number) => Array.from({ length: 131_072 }, (_, at) => index + at + 0.5);
  held = Array.from({ length: bundle.megabytes }, (_, index) => megabyte(index));
  return { results: held.length };
};
