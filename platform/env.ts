/**
 * Reads a setting of the deployment (`zapier-platform env:set`). Call it when the value is used: nothing may depend on the
 * environment at import.
 *
 * @param fallback used when the setting is empty
 */
export const env = (name: string, fallback: string): string => process.env[name]?.trim() || fallback;

/** Joins an address and a path with exactly one slash. A regular expression would need quadratic time for many slashes. */
export const joinUrl = (root: string, path: string): string => {
  let end = root.length;
  while (root[end - 1] === '/') end -= 1;
  return `${root.slice(0, end)}/${path.replace(/^\/+/, '')}`;
};
