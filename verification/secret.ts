/** Characters. A shorter word in a secret field, such as “and”, was pasted along with the secret. */
export const SHORTEST_SECRET = 8;

/** The key in a secret that is used as text: its bytes, or undefined if it is too short to be one. */
export const readTextKey = (secret: string): Buffer | undefined =>
  secret.length >= SHORTEST_SECRET ? Buffer.from(secret, 'utf8') : undefined;
