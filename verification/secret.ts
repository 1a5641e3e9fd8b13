/** Secrets that people invent or providers issue are longer; words that were pasted along with one, such as “and”, are not. */
export const SHORTEST_SECRET = 8;

/** The bytes of a text that is a secret itself, if it can be one at all. */
export const readTextKey = (secret: string): Buffer | undefined =>
  secret.length >= SHORTEST_SECRET ? Buffer.from(secret, 'utf8') : undefined;
