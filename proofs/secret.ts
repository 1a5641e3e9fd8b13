/** Secrets that people invent or providers issue are longer; words that were pasted along with one, such as “and”, are not. */
export const SHORTEST_SECRET = 8;

/** Whether a piece of a secret field can be a secret at all. */
export const isLongEnough = (secret: string): boolean => secret.length >= SHORTEST_SECRET;
