/**
 * Measures items in several rounds, each in a different order, so that a machine whose speed drifts affects all items alike.
 *
 * @returns for each item the result of every round
 */
export const interleave = async <T extends { readonly name: string }, Result>(
  items: readonly T[],
  rounds: number,
  measure: (item: T) => Promise<Result>,
): Promise<ReadonlyMap<string, readonly Result[]>> => {
  const results = new Map<string, Result[]>(items.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % items.length;
    const order = [...items.slice(first), ...items.slice(0, first)];
    if (round % 2 === 1) order.reverse();
    for (const item of order) results.get(item.name)?.push(await measure(item));
  }
  return results;
};
