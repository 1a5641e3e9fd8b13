/** A header's name in lower case, with hyphens and without Zapier's prefix `Http-`. */
export const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^http-/, '');

// Another name could change the terminal.
const isPrintable = (name: string): boolean => /^[a-z\d!#$%&'*+.^`|~-]{1,100}$/.test(name);

/** A sentence that lists the headers of a request by name, without their values. */
export const describeHeaders = (names: readonly string[]): string => {
  const shown = names.map(plainName).map((name) => (isPrintable(name) ? name : '(unusual name)'));
  return shown.length > 0 ? `It has these headers: ${[...new Set(shown)].join(', ')}.` : 'It has no headers.';
};
