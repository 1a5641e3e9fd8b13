import { ZapierError } from '../zapier/zaps.ts';

/** An error of Zapier, not of the app: the input or the fields cannot be used. */
export const inputError = (message: string): ZapierError => new ZapierError({ name: 'InputError', message, stack: '' });
