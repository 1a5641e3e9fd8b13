import { REJECTIONS, type Reason } from '../verification/rejection.ts';
import { fieldLabels, secretFields } from './connection.ts';
import { type Context, senderLabel } from './context.ts';
import { appError, haltedError } from './errors.ts';

/** The error for a refused delivery: reported to the owner if only they can fix it, harmless to the Zap if a sender can cause it. */
export const rejectionError = (context: Context, reason: Reason): Error => {
  const { secret } = context.provider;
  const label = senderLabel(context.provider);
  const { fault, message, remedy } = REJECTIONS[reason];
  if (fault !== 'connection') return haltedError(context, `${label}: ${message} ${remedy} (${reason})`);
  const action =
    secret.from === 'connection'
      ? `Edit the connection and check ${fieldLabels(context.provider, secretFields(secret))}.`
      : 'Turn the Zap off and on again to create a new one.';
  return appError(context, `${label}: ${message} ${action} (${reason})`);
};
