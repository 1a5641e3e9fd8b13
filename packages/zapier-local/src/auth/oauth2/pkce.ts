import { createHash, randomBytes } from 'node:crypto';

/** The values of one authorization with PKCE. @see https://www.rfc-editor.org/rfc/rfc7636 */
export interface Pkce {
  readonly verifier: string;
  /** What the authorization URL contains. */
  readonly challenge: Readonly<Record<'code_challenge' | 'code_challenge_method', string>>;
}

/** Creates a verifier and its challenge. */
export const createPkce = (): Pkce => {
  const verifier = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(verifier).digest('base64url');
  return { verifier, challenge: { code_challenge: hash, code_challenge_method: 'S256' } };
};
