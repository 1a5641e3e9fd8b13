import Table from 'cli-table3';
import pc from 'picocolors';
import type { Ratio } from './statistics.ts';

/** A limit and the measured value. */
export interface Goal {
  readonly name: string;
  readonly isMet: boolean;
  readonly measured: string;
}

/** A table of results. */
export interface Figures {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The results of one part of the benchmark. */
export interface Section {
  readonly title: string;
  /** How it was measured. */
  readonly method: string;
  readonly figures: readonly Figures[];
  readonly goals: readonly Goal[];
  /** What a reader needs to know to understand the figures. */
  readonly notes?: readonly string[];
}

/** How thorough to be. */
export interface Effort {
  /** Only checks that everything runs. The figures are rough. */
  readonly isQuick: boolean;
  /** Rounds in which every candidate is measured once. */
  readonly rounds: number;
  /** Milliseconds that a function is measured for in a round. */
  readonly time: number;
  /** Single calls of each kind, where the time of one call matters. */
  readonly samples: number;
}

/** A ratio with two decimals. */
export const times = (value: number): string => `${value.toFixed(2)}×`;

/** A ratio and its interquartile range. */
export const spread = ({ middle, low, high }: Ratio): string =>
  `${times(middle)} (${low.toFixed(2)}–${high.toFixed(2)})`;

/** Milliseconds, shown in µs if below one. */
export const duration = (milliseconds: number): string =>
  milliseconds < 1 ? `${(milliseconds * 1000).toFixed(1)} µs` : `${milliseconds.toFixed(2)} ms`;

/** A goal that limits a ratio. */
export const atMost = (name: string, limit: number, value: number): Goal => ({
  name: `${name}: at most ${times(limit)}`,
  isMet: value <= limit,
  measured: times(value),
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
    ...goals.map(({ name, isMet, measured }) =>
      isMet ? pc.green(`✓ ${name}: ${measured}`) : pc.red(`✗ ${name}: ${measured}`),
    ),
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
            ...goals.map(({ name, isMet, measured }) => line([name, measured, isMet ? 'met' : '**missed**'])),
          ].join('\n'),
        ]
      : []),
  ].join('\n\n');
