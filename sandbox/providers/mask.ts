const SECRET_NAME = /(secret|password|token|api_?key|authorization)$/i;
const IN_FORM = /([\w-]*(?:secret|password|token|api_?key))=[^&\s]+/gi;

/** The text that replaces a secret. */
export const MASK = '••••••';

const maskValue = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(maskValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SECRET_NAME.test(name) && typeof inner === 'string' && inner !== '' ? MASK : maskValue(inner),
    ]),
  );
};

/** Masks the values of secret names in JSON and forms. */
export const maskBody = (text: string): string => {
  try {
    return JSON.stringify(maskValue(JSON.parse(text)));
  } catch {
    return text.replace(IN_FORM, `$1=${MASK}`);
  }
};

const MIN_LENGTH = 6;

/** Masks known secrets in a text. */
export const maskSecrets = (text: string, secrets: Iterable<string>): string => {
  let masked = text;
  for (const secret of secrets) {
    if (secret.length < MIN_LENGTH) continue;
    for (const form of new Set([secret, encodeURIComponent(secret)])) masked = masked.replaceAll(form, MASK);
  }
  return masked;
};
