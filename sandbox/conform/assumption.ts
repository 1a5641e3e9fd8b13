import type { Evidence } from './evidence.ts';

/** Whether an assumption is true. */
export type Result = 'holds' | 'does not hold' | 'not tested';

/** The result of a check. The finding contains no value of a delivery or of an answer. */
export interface Verdict {
  readonly result: Result;
  readonly finding: string;
}

/** Judges what a run observed. */
export type Check = (evidence: Evidence) => Verdict;

/** Something that the app relies on and that only the live provider can confirm. */
export interface Assumption {
  /** A stable name, such as `basekit.subscription-id`. */
  readonly id: string;
  readonly text: string;
  /** What to change if it does not hold: a setting (`BUILDR_API_URL`), a connection field, or a file if no setting changes it. */
  readonly setting?: string;
  readonly check: Check;
}

/** An assumption with its verdict. */
export type Checked = Omit<Assumption, 'check'> & Verdict;

/** What to change, as a sentence. */
export const adviceFor = ({ result, setting }: Pick<Checked, 'result' | 'setting'>): string => {
  if (result !== 'does not hold' || setting === undefined) return '';
  if (/^[A-Z_]+$/.test(setting)) return `Set \`${setting}\`.`;
  return setting.includes('/')
    ? `No setting changes this. Change \`${setting}\`.`
    : `Edit \`${setting}\` in the connection.`;
};

export const holds = (finding: string): Verdict => ({ result: 'holds', finding });
export const fails = (finding: string): Verdict => ({ result: 'does not hold', finding });
export const notTested = (finding: string): Verdict => ({ result: 'not tested', finding });

/** Checks all assumptions. */
export const checkAll = (assumptions: readonly Assumption[], evidence: Evidence): readonly Checked[] =>
  assumptions.map(({ check, ...assumption }) => ({ ...assumption, ...check(evidence) }));
