import { integrations } from '../../../integrations.ts';
import { REJECTIONS } from '../../../verification/rejection.ts';
import type { LogLine } from './log-lines.ts';

/** What a line of the app's log reports. */
export type LogKind = 'refused' | 'undocumented_type' | 'differing_path' | 'unknown_field';

/** How often a trigger logged a reason, an event type or a path. */
export interface LogCount {
  readonly kind: LogKind;
  readonly trigger: string;
  readonly name: string;
  readonly count: number;
}

/** The counts of a log. They contain no other text of it. */
export interface LogCounts {
  readonly lines: number;
  readonly from: Date | null;
  readonly to: Date | null;
  /** The most frequent first. */
  readonly counts: readonly LogCount[];
  /** Lines of no kind. */
  readonly other: number;
}

// The lines of triggers/log.ts. Each pattern captures the key of the trigger and the names after it.
const PATTERNS: readonly (readonly [LogKind, RegExp])[] = [
  ['refused', /^(\w+): refused \((\w+)\)$/],
  ['undocumented_type', /^(\w+): undocumented event type (.+)$/],
  ['differing_path', /^(\w+): the payload differs from its schema at (.+)$/],
  ['unknown_field', /^(\w+): unknown fields (.+)$/],
];

// The app replaces every other name with a note in parentheses. This check keeps values out of the counts in any case.
const NAME = /^(?:[\w.:[\]-]{1,100}|\([a-z ]{1,30}\))$/;

const TRIGGERS = new Set(integrations.flatMap(({ events }) => events.map(({ key }) => key)));

/** Whether a name can be printed. Another line of the log may look like one of the app's and contain anything. */
const isName = (kind: LogKind, name: string): boolean =>
  kind === 'refused' ? Object.hasOwn(REJECTIONS, name) : NAME.test(name);

const entriesIn = ({ message }: LogLine): readonly Omit<LogCount, 'count'>[] =>
  PATTERNS.flatMap(([kind, pattern]) => {
    const [, trigger = '', names = ''] = pattern.exec(message) ?? [];
    if (!TRIGGERS.has(trigger)) return [];
    return names
      .split(', ')
      .filter((name) => isName(kind, name))
      .map((name) => ({ kind, trigger, name }));
  });

/** Counts the lines of a log by trigger and reason, event type or path. */
export const countLogs = (lines: readonly LogLine[]): LogCounts => {
  const entries = lines.map(entriesIn);
  const counts = new Map<string, LogCount>();
  for (const entry of entries.flat()) {
    const key = `${entry.kind} ${entry.trigger} ${entry.name}`;
    counts.set(key, { ...entry, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const times = lines.flatMap(({ at }) => at ?? []).sort((a, b) => a.getTime() - b.getTime());
  return {
    lines: lines.length,
    from: times[0] ?? null,
    to: times.at(-1) ?? null,
    counts: [...counts.values()].sort((a, b) => b.count - a.count),
    other: entries.filter((found) => found.length === 0).length,
  };
};
