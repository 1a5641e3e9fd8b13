let held: readonly (readonly number[])[] = [];

/** Allocates a number of megabytes and releases those of the previous call. */
export const handler = async ({ bundle }: { bundle: { megabytes: number } }): Promise<{ results: number }> => {
  const megabyte = (index: number) => Array.from({ length: 131_072 }, (_, at) => index + at + 0.5);
  held = Array.from({ length: bundle.megabytes }, (_, index) => megabyte(index));
  return { results: held.length };
};
