/** A count with its noun: `1 trigger`, `2 triggers`. */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
