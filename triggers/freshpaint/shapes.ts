import { group, open, text, time } from '../fields.ts';

/**
 * What Freshpaint's events have in common. In HIPAA mode any field but `type` may be missing.
 *
 * @see https://documentation.freshpaint.io/integrations/destinations/apps/webhooks
 */
export const envelope = {
  type: text('Event Type'),
  timestamp: time('Timestamp').nullish(),
  messageId: text('Message ID').nullish(),
  anonymousId: text('Anonymous ID').nullish(),
  userId: text('User ID').nullish(),
  context: group('', {
    page: group('Page', {
      url: text('URL').nullish(),
      title: text('Title').nullish(),
      path: text('Path').nullish(),
    }).nullish(),
    library: group('Library', { name: text('Name').nullish() }).nullish(),
  }).nullish(),
};

export const event = text('Event Name').nullish();
export const groupId = text('Group ID').nullish();
export const properties = open('Properties').nullish();
export const traits = open('Traits').nullish();
