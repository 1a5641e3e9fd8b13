import type { Run } from 'zapier-local';
import { unversioned } from './versioned.ts';

/** The error message of a run, as the user sees it, without the version. Core wraps some messages in JSON. */
export const messageOf = ({ error }: Pick<Run, 'error'>): string => {
  const { message = '' } = error ?? {};
  return unversioned(message.startsWith('{') ? String(JSON.parse(message).message) : message);
};

/** The reason code at the end of a refused delivery's message. */
export const reasonOf = (run: Pick<Run, 'error'>): string => {
  const message = messageOf(run);
  return message.slice(message.lastIndexOf('(') + 1, -1);
};

/** The number of outputs of a run, or the class of its error. */
export const resultOf = ({ error, output }: Run): number | string => error?.name ?? output.length;
