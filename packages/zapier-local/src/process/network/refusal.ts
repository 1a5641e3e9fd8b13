const CODE = 'ERR_HOST_NOT_ALLOWED';
const MAX_CAUSES = 5;

/** The error of a connection to a host that is neither this machine nor allowed. */
export class HostNotAllowedError extends Error {
  readonly code = CODE;

  constructor(host: string) {
    super(
      `${host} is not on this machine. Allow it with --allow ${host}, or send its requests to a stub with --api ${host}=http://localhost:3000.`,
    );
    this.name = 'HostNotAllowedError';
  }
}

/** The refused connection that caused an error, if one did. */
export const refusalIn = (error: unknown): Error | undefined => {
  let current = error;
  for (let depth = 0; depth < MAX_CAUSES && current instanceof Error; depth += 1) {
    if ('code' in current && current.code === CODE) return current;
    current = current.cause;
  }
  return undefined;
};
