import type { Provider } from '../../providers/provider.ts';
import { REJECTIONS } from '../../verification/rejection.ts';
import { Problem } from './problem.ts';
import { findSecret } from './secret.ts';

/** Finds the secret to sign with: the first, where several are given during a rotation. */
export const findSigningSecret = async (provider: Provider, file: string | undefined): Promise<string> => {
  const { text, source } = await findSecret(provider, file);
  const [secret = ''] = text.trim().split(/\s+/);
  if (provider.verifier.readKey(secret)) return secret;
  const { message, remedy } = REJECTIONS.secret_unusable;
  throw new Problem(`The secret from ${source} is not one of ${provider.label}’s. ${message} ${remedy}`);
};

/** A whole address of a hook. */
export const hookUrl = (text: string): string => {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new Problem(`“${text}” is not the address of a hook. It starts with https:// or http://.`);
};
