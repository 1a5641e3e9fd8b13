import { senderLabel } from '../../platform/context.ts';
import type { Provider } from '../../providers/provider.ts';
import { REJECTIONS } from '../../verification/rejection.ts';
import { splitSecrets } from '../../verification/secret.ts';
import { findSecret } from './secret.ts';
import { UsageError } from './usage-error.ts';

/** Finds the secret to sign with: the first one if there are several. */
export const findSigningSecret = async (provider: Provider, file: string | undefined): Promise<string> => {
  const { text, source } = await findSecret(provider, file);
  const secret = provider.secret.previous === undefined ? (splitSecrets(text)[0] ?? '') : text.trim();
  if (provider.verifier.readKey(secret)) return secret;
  const { message, remedy } = REJECTIONS.secret_unusable;
  throw new UsageError(`The secret from ${source} does not work with ${senderLabel(provider)}. ${message} ${remedy}`);
};

/** Checks a webhook URL given as an argument. */
export const parseUrl = (text: string): string => {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new UsageError(`“${text}” is not a webhook URL. Use a URL that starts with https:// or http://.`);
};
