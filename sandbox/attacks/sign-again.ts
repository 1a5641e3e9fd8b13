import type { SignedRequest } from '../providers/emulator.ts';
import type { AttackContext } from './context.ts';
import { forKind } from './scheme-properties.ts';
import { idOf, signedAs } from './signature-edit.ts';
import { withToken } from './token-edit.ts';

/** Signs a body as the same delivery: with its ID, where its headers have one. @param at when it is sent, now by default */
export const signAgain = (
  request: SignedRequest,
  context: AttackContext,
  body: string,
  at = new Date(),
): SignedRequest => {
  const id = forKind(context.scheme, { hmac: (scheme) => idOf(request, scheme), token: () => '' });
  return context.sign(body, { ...(id !== '' && { id }), at });
};

/** Signs a request with a weak key, or sends it as the token. @param encoding how the key is read */
export const signedWithKey = (
  request: SignedRequest,
  context: AttackContext,
  key: string,
  encoding: BufferEncoding = 'utf8',
): SignedRequest =>
  forKind(context.scheme, {
    hmac: (scheme) => signedAs(request, { ...context, scheme }, { key: Buffer.from(key, encoding) }),
    token: (scheme) => withToken(request, scheme, key),
  });
