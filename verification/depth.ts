/** Levels of nesting. Zapier's core fails from about 4,100, after the app has returned. */
const MAX_DEPTH = 1000;

/** Whether a JSON value is nested too deeply for Zapier to pass on. Iterative, so that it cannot overflow the stack. */
export const isTooDeep = (value: unknown): boolean => {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= MAX_DEPTH; depth += 1) {
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item === 'object' && item !== null) for (const child of Object.values(item)) next.push(child);
    }
    if (next.length === 0) return false;
    level = next;
  }
  return true;
};

/** Whether JSON of this length can be nested too deeply at all: each level needs at least two characters. */
export const canBeTooDeep = (json: string): boolean => json.length > 2 * MAX_DEPTH;
