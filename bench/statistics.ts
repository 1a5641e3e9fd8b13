/** The value below which a share of the numbers lies. */
export const quantile = (numbers: readonly number[], share: number): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below = Number.NaN, above = below] = sorted.slice(Math.floor(at), Math.floor(at) + 2);
  return below + (above - below) * (at - Math.floor(at));
};

/** The median. */
export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);

/** The median of the ratios of all rounds, and their quartiles. */
export interface Ratio {
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Compares two candidates that were measured interleaved. Values are compared within each round, so that a machine whose speed
 * drifts affects both alike.
 */
export const ratioOf = (values: readonly number[], baseline: readonly number[]): Ratio => {
  const ratios = values.map((value, round) => value / (baseline[round] ?? Number.NaN));
  return { middle: median(ratios), low: quantile(ratios, 0.25), high: quantile(ratios, 0.75) };
};

/** The difference between two samples. */
export interface Difference {
  /** Welch's t: the difference of the means in standard errors. */
  readonly t: number;
  readonly difference: number;
  /** Half the width of the 95 % confidence interval. */
  readonly margin: number;
}

const momentsOf = (numbers: readonly number[]) => {
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (numbers.length - 1), count: numbers.length };
};

/** Welch's t-test, for samples with different variances. @see https://en.wikipedia.org/wiki/Welch%27s_t-test */
export const welch = (one: readonly number[], other: readonly number[]): Difference => {
  const [a, b] = [momentsOf(one), momentsOf(other)];
  const error = Math.sqrt(a.variance / a.count + b.variance / b.count);
  return { t: (a.mean - b.mean) / error, difference: a.mean - b.mean, margin: 1.96 * error };
};
