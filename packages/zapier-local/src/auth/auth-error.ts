import { ZapierError } from '../zapier/zaps.ts';

/** An error of Zapier, not of the app, when an account is connected. */
export const authError = (message: string): ZapierError =>
  new ZapierError({ name: 'AuthenticationError', message, stack: '' });
