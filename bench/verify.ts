import { interleave } from './interleave.ts';
import { payloadOf } from './payload.ts';
import { atMost, duration, type Effort, type Goal, type Section, spread } from './report.ts';
import { median, type Ratio, ratioOf } from './statistics.ts';
import { FLOOR, othersOn, proofsOn } from './verify-candidates.ts';

const SIZES = { '1 KB': 1024, '10 KB': 10_240, '100 KB': 102_400, '1 MB': 1_048_576 } as const;
const LIMIT = 1.15;
const SLOWER = ['svix', 'standardwebhooks'] as const;

interface Row {
  readonly size: string;
  readonly name: string;
  readonly isOurs: boolean;
  readonly time: number;
  readonly toFloor: Ratio;
  /** This candidate's time by that of each library, for our own. */
  readonly toOthers: ReadonlyMap<string, number>;
}

const measure = async (size: string, bytes: number, effort: Effort): Promise<Row[]> => {
  const body = payloadOf(bytes);
  const [ours, others] = [proofsOn(body), othersOn(body)];
  const found = await interleave([...others, ...ours], effort);
  const timesOf = (name: string) => found.get(name) ?? [];
  return [...others, ...ours].map(({ name }) => ({
    size,
    name,
    isOurs: ours.some((one) => one.name === name),
    time: median(timesOf(name)),
    toFloor: ratioOf(timesOf(name), timesOf(FLOOR)),
    toOthers: new Map(SLOWER.map((other) => [other, ratioOf(timesOf(name), timesOf(other)).middle])),
  }));
};

const worst = (rows: readonly Row[], value: (row: Row) => number) => Math.max(...rows.map(value));

/** Proving and parsing a delivery, against the least that it can cost and against other libraries, on the same bytes. */
export const benchVerify = async (effort: Effort): Promise<Section> => {
  const rows: Row[] = [];
  for (const [size, bytes] of Object.entries(SIZES)) rows.push(...(await measure(size, bytes, effort)));
  const ours = rows.filter(({ isOurs }) => isOurs);
  const goals: Goal[] = Object.keys(SIZES).map((size) =>
    atMost(
      `Every proof against the floor, ${size}`,
      LIMIT,
      worst(
        ours.filter((row) => row.size === size),
        ({ toFloor }) => toFloor.middle,
      ),
    ),
  );
  for (const other of SLOWER) {
    const value = worst(ours, ({ toOthers }) => toOthers.get(other) ?? Number.NaN);
    goals.push({
      what: `Every proof faster than ${other} at every size`,
      isMet: value < 1,
      saw: `at most ${value.toFixed(2)} of its time`,
    });
  }
  const names = [...new Set(rows.map(({ name }) => name))];
  return {
    title: 'Verify and parse',
    method: `Each candidate verifies and parses the same body in turns of ${effort.turn} ms, ${effort.rounds} rounds, each round in another order. A time is the median of the rounds’ median calls, a ratio the median of each round’s ratio to the floor, with its middle half. The proofs start from the raw request as Zapier hands it over (up to 11 headers, to be found by name) and take the secret as the user typed it; the floor and the libraries are handed body, signature and decoded secret.`,
    figures: Object.keys(SIZES).map((size) => ({
      title: size,
      head: ['Candidate', 'Time', 'To the floor'],
      rows: names.flatMap((name) =>
        rows
          .filter((row) => row.name === name && row.size === size)
          .map(({ time, toFloor, isOurs }) => [isOurs ? `proof: ${name}` : name, duration(time), spread(toFloor)]),
      ),
    })),
    goals,
  };
};
