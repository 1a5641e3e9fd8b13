/** The parts of a request that are signed besides its body. */
export interface SignedParts {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
}

type Fill = (parts: SignedParts) => string;

const PART = /\{(id|timestamp)\}/;

const fillOf = (piece: string, index: number): Fill => {
  // `split` with a group returns constants and names in turn.
  if (index % 2 === 0) return () => piece;
  return piece === 'id' ? ({ id = '' }) => id : ({ timestamp = '' }) => timestamp;
};

/** Values are never searched for further names. */
const compile = (template: string): Fill =>
  template
    .split(PART)
    .map(fillOf)
    .reduce((before, after) => (parts) => before(parts) + after(parts));

/** Copying a short body is faster than another update of the hash; a large one is not copied. */
const LONG = 4096;

/**
 * Writes the signed text of a template such as `{timestamp}.{body}`, in one or more pieces.
 *
 * The place of the body is found before anything is filled in, so no ID or timestamp can move it.
 */
export const signedTextOf = (template: string): ((body: string, parts: SignedParts) => readonly string[]) => {
  const [before = '', ...rest] = template.split('{body}');
  if (rest.length !== 1) throw new Error(`“${template}” must contain {body} exactly once.`);
  const [start, end] = [compile(before), compile(rest.join(''))];
  return (body, parts) => {
    const [first, last] = [start(parts), end(parts)];
    return body.length < LONG ? [first + body + last] : [first, body, last];
  };
};
