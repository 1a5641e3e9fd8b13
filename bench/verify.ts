import { measureFunctions } from './function-times.ts';
import { payloadOf } from './payload.ts';
import { atMost, duration, type Effort, type Goal, type Section, spread } from './report.ts';
import { median, type Ratio, ratioOf } from './statistics.ts';
import { appVerifiers, BASELINE, otherVerifiers } from './verify-candidates.ts';

const SIZES = { '1 KB': 1024, '10 KB': 10_240, '100 KB': 102_400, '1 MB': 1_048_576 } as const;
const LIMIT = 1.15;
/** Libraries that this app must be faster than. */
const SLOWER = ['svix', 'standardwebhooks'] as const;

interface Row {
  readonly size: string;
  readonly name: string;
  /** Whether it is a verifier of this app. */
  readonly isApp: boolean;
  readonly time: number;
  readonly toBaseline: Ratio;
  /** The time divided by the time of each library. */
  readonly toLibraries: ReadonlyMap<string, number>;
}

const measure = async (size: string, bytes: number, effort: Effort): Promise<Row[]> => {
  const body = payloadOf(bytes);
  const verifiers = appVerifiers(body);
  const candidates = [...otherVerifiers(body), ...verifiers];
  const found = await measureFunctions(candidates, effort);
  const timesOf = (name: string) => found.get(name) ?? [];
  return candidates.map(({ name }) => ({
    size,
    name,
    isApp: verifiers.some((verifier) => verifier.name === name),
    time: median(timesOf(name)),
    toBaseline: ratioOf(timesOf(name), timesOf(BASELINE)),
    toLibraries: new Map(SLOWER.map((library) => [library, ratioOf(timesOf(name), timesOf(library)).middle])),
  }));
};

const worst = (rows: readonly Row[], value: (row: Row) => number) => Math.max(...rows.map(value));

/** Verifying and parsing a delivery, compared with the baseline and with other libraries on the same bytes. */
export const benchVerify = async (effort: Effort): Promise<Section> => {
  const rows: Row[] = [];
  for (const [size, bytes] of Object.entries(SIZES)) rows.push(...(await measure(size, bytes, effort)));
  const appRows = rows.filter(({ isApp }) => isApp);
  const goals: Goal[] = Object.keys(SIZES).map((size) =>
    atMost(
      `Every verifier against the baseline, ${size}`,
      LIMIT,
      worst(
        appRows.filter((row) => row.size === size),
        ({ toBaseline }) => toBaseline.middle,
      ),
    ),
  );
  for (const library of SLOWER) {
    const value = worst(appRows, ({ toLibraries }) => toLibraries.get(library) ?? Number.NaN);
    goals.push({
      name: `Every verifier faster than ${library} at every size`,
      isMet: value < 1,
      measured: `at most ${value.toFixed(2)} of its time`,
    });
  }
  const names = [...new Set(rows.map(({ name }) => name))];
  return {
    title: 'Verify and parse',
    method: `Each candidate verifies and parses the same body for ${effort.time} ms in each of ${effort.rounds} rounds, each in a different order. A time is the median of the median times of all rounds. A ratio is the median of the ratios of all rounds, with its interquartile range. This app’s verifiers start from the raw request as Zapier provides it (up to 11 headers) and from the secret as the user entered it, of which they keep the keys until another secret is used, except for hmac-pairs, whose secret is in a list. The baseline and the libraries get the body, the signature and the decoded secret.`,
    figures: Object.keys(SIZES).map((size) => ({
      title: size,
      head: ['Candidate', 'Time', 'Time / baseline'],
      rows: names.flatMap((name) =>
        rows
          .filter((row) => row.name === name && row.size === size)
          .map(({ time, toBaseline, isApp }) => [
            isApp ? `this app: ${name}` : name,
            duration(time),
            spread(toBaseline),
          ]),
      ),
    })),
    goals,
  };
};
