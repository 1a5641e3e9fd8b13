/** A command in a page. */
export interface DocumentedCommand {
  readonly page: string;
  /** The line of the page, from 1. */
  readonly line: number;
  readonly text: string;
  /** Empty if the page shows none. In an output, `…` stands for any text. */
  readonly output: string;
  /** Whether its block shows the output of a command. Others may depend on it. */
  readonly isExample: boolean;
}

const PROMPT = '$ ';

interface Line {
  readonly number: number;
  readonly text: string;
}

/** The commands of a `console` block: each starts with a prompt, and its output follows. */
const fromConsole = (page: string, lines: readonly Line[]): readonly DocumentedCommand[] => {
  const starts = lines.flatMap(({ text }, index) => (text.startsWith(PROMPT) ? [index] : []));
  const isExample = starts.length < lines.length;
  return starts.flatMap((start, index) => {
    const [command, ...output] = lines.slice(start, starts[index + 1]);
    if (!command) return [];
    const text = command.text.slice(PROMPT.length);
    return [{ page, line: command.number, text, output: output.map((line) => line.text).join('\n'), isExample }];
  });
};

/** The commands of an `sh` block: one on each line. */
const fromShell = (page: string, lines: readonly Line[]): readonly DocumentedCommand[] =>
  lines
    .filter(({ text }) => /^[^#\s]/.test(text))
    .map(({ text, number }) => ({ page, line: number, text, output: '', isExample: false }));

const BLOCK = /^( *)```(sh|console)\n([\s\S]*?)^ *```$/gm;

/** The commands in the code blocks of a page, in their order. */
export const commandsIn = (page: string, markdown: string): readonly DocumentedCommand[] =>
  [...markdown.matchAll(BLOCK)].flatMap(({ index, 1: indent = '', 2: language, 3: content = '' }) => {
    const first = markdown.slice(0, index).split('\n').length + 1;
    const lines = content
      .trimEnd()
      .split('\n')
      .map((line, offset) => ({ number: first + offset, text: line.slice(indent.length) }));
    return language === 'console' ? fromConsole(page, lines) : fromShell(page, lines);
  });

const INLINE = /`((?:[A-Z_]+=\S+ )*(?:npm|npx|node|git|zapier-platform) [a-z-][^`\n]*|\.ci\/[^`\s]+)`/g;

/** The commands within the text of a page, such as in a table. */
export const inlineCommandsIn = (page: string, markdown: string): readonly DocumentedCommand[] => {
  const prose = markdown.replace(/^ *```[\s\S]*?^ *```$/gm, (block) => block.replace(/[^\n]/g, ''));
  return [...prose.matchAll(INLINE)].map(({ index, 1: text = '' }) => ({
    page,
    line: prose.slice(0, index).split('\n').length,
    // In a table, a vertical bar is escaped. What the reader fills in is in angle brackets, or `…`.
    text: text
      .replaceAll('\\|', '|')
      .replace(/<([^>]+)>/g, (_, name: string) => name.toUpperCase())
      .replaceAll('…', ''),
    output: '',
    isExample: false,
  }));
};

/** Texts that differ in each run. */
const VARYING: readonly (readonly [documented: RegExp, pattern: string])[] = [
  // A line that is left out, then a part of a line.
  [/(?:^|\n) *…(?=\n|$)/g, '[^]*?'],
  [/…/g, '[^]*?'],
  [/(?<=(?:localhost|127\\\.0\\\.0\\\.1):)\d+/g, '\\d+'],
  [/\b\d+(?:\\\.\d+)?(?= (?:ms|s|min)\b)/g, '\\d+(?:\\.\\d+)?'],
];

/** Whether an output is the documented one. Ports, durations and what `…` stands for may differ. */
export const isDocumentedOutput = (output: string, documented: string): boolean => {
  const escaped = documented.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = VARYING.reduce((text, [from, to]) => text.replace(from, () => to), escaped);
  return new RegExp(`^${pattern}$`).test(output.trim());
};
