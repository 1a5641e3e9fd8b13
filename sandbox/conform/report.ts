import { plural } from '../plural.ts';
import { adviceFor, type Checked } from './assumption.ts';

const MARKS = { holds: '✓', 'does not hold': '✗', 'not tested': '–' } as const;

/** How many assumptions have each result. */
export const countsOf = (checked: readonly Checked[]): string =>
  (['holds', 'does not hold', 'not tested'] as const)
    .map(
      (result) =>
        `${checked.filter((one) => one.result === result).length} ${result === 'holds' ? 'hold' : result === 'does not hold' ? 'do not hold' : result}`,
    )
    .join(', ');

/** One line for the terminal. */
export const lineOf = (checked: Checked): string => {
  const { result, id, finding } = checked;
  return [`${MARKS[result]} ${id}: ${result}.`, finding, adviceFor(checked)].filter(Boolean).join(' ');
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A Markdown table. */
export const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');

/** The assumptions as a Markdown table. */
export const assumptionTable = (checked: readonly Checked[]): string =>
  tableOf(
    ['', 'Assumption', 'Result', 'Finding', 'What to change'],
    checked.map((one) => [MARKS[one.result], `${one.text} \`${one.id}\``, one.result, one.finding, adviceFor(one)]),
  );

/** What a report is about. */
export interface ReportHead {
  readonly provider: string;
  /** The version of the app. */
  readonly version: string;
  /** The day of the run. */
  readonly date: string;
  readonly isPublic: boolean;
  /** Webhooks that the app could not delete. */
  readonly leftovers: number;
}

/** A live report in Markdown. It contains no secret, body, address or text of the provider. */
export const markdownReport = (head: ReportHead, checked: readonly Checked[]): string => {
  const { provider, version, date, isPublic, leftovers } = head;
  const facts = [
    `Live run on ${date}, version ${version}, ${isPublic ? 'with' : 'without'} \`--public-url\`: ${countsOf(checked)}.`,
    ...(leftovers > 0 ? [`**${plural(leftovers, 'webhook')} may be left at ${provider}.** Look in its settings.`] : []),
  ];
  return `${[`# Conformance of ${provider}`, ...facts, assumptionTable(checked)].join('\n\n')}\n`;
};

/** The same report in JSON. */
export const jsonReport = (head: ReportHead, checked: readonly Checked[]): string => {
  const assumptions = checked.map((one) => ({ ...one, advice: adviceFor(one) || null }));
  return `${JSON.stringify({ emulated: false, ...head, assumptions }, null, 2)}\n`;
};
