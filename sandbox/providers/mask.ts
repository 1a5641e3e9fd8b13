const SECRET_NAME = /(secret|password|token|api_?key|authorization)$/i;
const IN_FORM = /([\w-]*(?:secret|password|token|api_?key))=[^&\s]+/gi;

/** What stands where a secret was. */
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

/** A body as people may see it: what is secret by its name is covered, in JSON and in forms. */
export const maskBody = (text: string): string => {
  try {
    return JSON.stringify(maskValue(JSON.parse(text)));
  } catch {
    return text.replace(IN_FORM, `$1=${MASK}`);
  }
};

const SHORTEST = 6;

/** Covers known secrets wherever they stand in a text. */
export const maskSecrets = (text: string, secrets: Iterable<string>): string => {
  let masked = text;
  for (const secret of secrets) {
    if (secret.length < SHORTEST) continue;
    for (const form of new Set([secret, encodeURIComponent(secret)])) masked = masked.replaceAll(form, MASK);
  }
  return masked;
};
