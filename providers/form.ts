const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What is wrong with the address of an API, if anything: it must be https, but on this very machine. */
export const urlProblem = (value: string): string | undefined => {
  if (!/^https?:\/\//i.test(value)) return 'must be a whole address that starts with https://';
  if (!URL.canParse(value)) return 'is not an address. It looks like https://rest.example.com';
  const { protocol, hostname, username, search, hash } = new URL(value);
  if (protocol !== 'https:' && !LOOPBACK.has(hostname))
    return 'must start with https://, so that nobody can read along';
  if (username || search || hash) return 'must be the bare address, without user name, question mark or #';
  return undefined;
};

/** What is wrong with a secret that was typed in or pasted, if anything. */
export const secretProblem = (value: string): string | undefined =>
  value.trim() === '' ? 'holds only white space. Copy the value again' : undefined;
