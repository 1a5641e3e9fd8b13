import Table from 'cli-table3';
import pc from 'picocolors';
import type { Ratio } from './statistics.ts';

/** A limit that a figure is held to. */
export interface Goal {
  readonly what: string;
  readonly isMet: boolean;
  readonly saw: string;
}

/** Figures side by side. */
export interface Figures {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What one part of the benchmark found. */
export interface Section {
  readonly title: string;
  /** How it was measured. */
  readonly method: string;
  readonly figures: readonly Figures[];
  readonly goals: readonly Goal[];
  /** What a reader must know to understand the figures. */
  readonly notes?: readonly string[];
}

/** How thorough to be. */
export interface Effort {
  /** To see that everything runs; the figures are rough. */
  readonly isQuick: boolean;
  /** Rounds in which every candidate has a turn. */
  readonly rounds: number;
  /** How long a turn takes, in milliseconds. */
  readonly turn: number;
  /** Single measurements of each class, where the time of one call counts. */
  readonly samples: number;
}

/** A ratio to two decimals. */
export const times = (value: number): string => `${value.toFixed(2)}×`;

/** A ratio with its middle half. */
export const spread = ({ middle, low, high }: Ratio): string =>
  `${times(middle)} (${low.toFixed(2)}–${high.toFixed(2)})`;

/** Milliseconds in the unit that suits them. */
export const duration = (milliseconds: number): string =>
  milliseconds < 1 ? `${(milliseconds * 1000).toFixed(1)} µs` : `${milliseconds.toFixed(2)} ms`;

/** A goal that a ratio stays at or under a limit. */
export const atMost = (what: string, limit: number, value: number): Goal => ({
  what: `${what}: at most ${times(limit)}`,
  isMet: value <= limit,
  saw: times(value),
});

/** A section for a terminal. */
export const toTerminal = ({ title, method, figures, goals, notes = [] }: Section): string =>
  [
    pc.bold(`\n${title}`),
    pc.dim(method),
    ...figures.map(({ title: name, head, rows }) => {
      const table = new Table({ head: [...head], style: { head: [], border: [] } });
      table.push(...rows.map((row) => [...row]));
      return `\n${name}\n${table}`;
    }),
    ...notes.map((note) => pc.dim(`· ${note}`)),
    ...goals.map(({ what, isMet, saw }) => (isMet ? pc.green(`✓ ${what}: ${saw}`) : pc.red(`✗ ${what}: ${saw}`))),
  ].join('\n');

const line = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** A section in Markdown. */
export const toMarkdown = ({ title, method, figures, goals, notes = [] }: Section): string =>
  [
    `## ${title}`,
    method,
    ...figures.map(({ title: name, head, rows }) =>
      [`**${name}**\n`, line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'),
    ),
    ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : []),
    ...(goals.length > 0
      ? [
          [
            line(['Goal', 'Measured', '']),
            line(['---', '---', '---']),
            ...goals.map(({ what, isMet, saw }) => line([what, saw, isMet ? 'met' : '**missed**'])),
          ].join('\n'),
        ]
      : []),
  ].join('\n\n');
