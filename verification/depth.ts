/** Levels of nesting. Zapier's core fails from about 4,100, after the app has returned. */
const MAX_DEPTH = 1000;

const isContainer = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Whether a JSON value has more levels than the limit. The recursion ends there, so it cannot overflow the stack. */
export const isTooDeep = (value: unknown, levels = MAX_DEPTH): boolean => {
  if (!isContainer(value)) return false;
  if (levels === 0) return true;
  // Loops that allocate nothing and call nothing for plain values: this visits every value of a large delivery.
  if (Array.isArray(value)) {
    for (const item of value) if (isContainer(item) && isTooDeep(item, levels - 1)) return true;
    return false;
  }
  for (const key in value) {
    const item = value[key];
    if (isContainer(item) && isTooDeep(item, levels - 1)) return true;
  }
  return false;
};

/** Whether JSON of this length can be nested too deeply at all: each level needs at least two characters. */
export const canBeTooDeep = (json: string): boolean => json.length > 2 * MAX_DEPTH;
