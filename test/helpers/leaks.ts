/** Base64 of a text that stands anywhere in a longer one, such as the password in HTTP Basic: without what its neighbours change. */
const base64Of = (text: string): string[] =>
  [0, 1, 2].map((before) => {
    const code = Buffer.from(`${'x'.repeat(before)}${text}`, 'utf8').toString('base64');
    return code.slice(before === 0 ? 0 : before + 1).replace(/.{0,3}=*$/, '');
  });

/** How a secret may be written without looking like itself. */
const formsOf = (secret: string): string[] => {
  const bare = secret.replace(/^whsec_|^v1,|^Basic |^Bearer /, '');
  const texts = [secret, bare];
  return texts.flatMap((text) => [
    text,
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    ...base64Of(text),
    Buffer.from(text, 'utf8').toString('hex'),
  ]);
};

const SHORTEST = 6;

/** The secrets that can be read in what was said, in any form, with what stands around them. */
export const leaksIn = (said: readonly string[], secrets: Iterable<string>): string[] => {
  const forms = new Set([...secrets].flatMap(formsOf).filter((form) => form.length >= SHORTEST));
  const found = said.flatMap((text) =>
    [...forms].flatMap((form) => {
      const at = text.indexOf(form);
      return at < 0 ? [] : [text.slice(Math.max(0, at - 120), at + form.length + 40)];
    }),
  );
  return [...new Set(found)];
};

/** What in an account nobody may read elsewhere. */
export const isSecretField = (key: string): boolean => /(password|secret|token|api_key)$/.test(key);
