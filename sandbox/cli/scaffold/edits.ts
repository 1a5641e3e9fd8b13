import { UsageError } from '../usage-error.ts';

/** Adds an event to the list of its provider's events. */
export const addToIndex = (index: string, variable: string, file: string): string => {
  const list = /(export const \w+Events = \[[^\]]*?),?(\s*\];)/;
  if (!list.test(index)) throw new UsageError('The index of the events has no list “export const …Events = […]”.');
  const withEntry = index.replace(
    list,
    (_, start: string, end: string) =>
      `${start.replace(/\[\s*$/, '[')}${/\[\s*$/.test(start) ? '' : ','}${variable}${end}`,
  );
  return `import { ${variable} } from './${file}.ts';\n${withEntry}`;
};

/** A line about a new trigger. Zapier finds its key only after the word “New”. */
export const changelogLine = (
  provider: string,
  { key, label }: { readonly key: string; readonly label: string },
): string => `- New trigger of ${provider}: trigger/${key}, “${label}”`;

const HEADING = '### New triggers';

/** Adds a line to the unreleased changes, under a heading for new triggers. */
export const addToChangelog = (changelog: string, line: string): string => {
  const [unreleased] = /^## Unreleased\n[\s\S]*?(?=^## |(?![\s\S]))/m.exec(changelog) ?? [];
  if (unreleased === undefined) throw new UsageError('CHANGELOG.md has no heading “## Unreleased”.');
  const sections = unreleased.trimEnd().split(/\n\n(?=### )/);
  const at = sections.findIndex((section) => section.startsWith(HEADING));
  const changed =
    at < 0
      ? [sections[0], `${HEADING}\n\n${line}`, ...sections.slice(1)]
      : sections.map((section, index) => (index === at ? `${section.trimEnd()}\n${line}` : section));
  return changelog.replace(unreleased, () => `${changed.join('\n\n')}\n\n`);
};
