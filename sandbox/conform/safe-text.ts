import { isRecord } from '../../schema/json.ts';

// Findings name fields, headers and event types of a provider. A value of a customer must not get into one.

/** A name as programs write them, in code marks. Anything else may be data. */
export const named = (name: string): string =>
  /^[A-Za-z_$][\w$-]{0,60}$/.test(name) ? `\`${name}\`` : '(unusual name)';

/** An event type, in code marks. */
export const namedType = (type: string): string =>
  /^[A-Za-z][\w.:/-]{0,80}$/.test(type) ? `\`${type}\`` : '(unusual name)';

/** A path of fields, in code marks: `data.items[].id`. */
export const namedPath = (path: string): string =>
  path.split('.').every((part) => /^[A-Za-z_$][\w$-]{0,60}(?:\[\])*$/.test(part)) ? `\`${path}\`` : '(unusual name)';

/** Several texts in a sentence. */
export const listed = (texts: readonly string[], most = 6): string => {
  const unique = [...new Set(texts)];
  const shown = unique.slice(0, most).join(', ');
  return unique.length > most ? `${shown} and ${unique.length - most} more` : shown;
};

/** A value inside a JSON value. */
interface Found {
  /** The path, without the indexes of lists. */
  readonly path: string;
  readonly key: string;
  readonly value: unknown;
}

const MOST_VALUES = 10_000;

/** Every value inside a JSON value, the outer ones first. */
export const valuesIn = (root: unknown): readonly Found[] => {
  const found: Found[] = [{ path: '', key: '', value: root }];
  for (let index = 0; index < found.length && found.length < MOST_VALUES; index += 1) {
    const { path, value } = found[index] ?? { path: '', value: undefined };
    if (Array.isArray(value)) found.push(...value.map((item) => ({ path: `${path}[]`, key: '', value: item })));
    else if (isRecord(value)) {
      found.push(
        ...Object.entries(value).map(([key, inner]) => ({
          path: path === '' ? key : `${path}.${key}`,
          key,
          value: inner,
        })),
      );
    }
  }
  return found.slice(1);
};
