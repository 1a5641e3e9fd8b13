import { group, nullish, open, text, time } from '../../schema/fields.ts';

/**
 * The fields of every event. In HIPAA mode any field except `type` may be missing.
 *
 * @see https://documentation.freshpaint.io/integrations/destinations/apps/webhooks
 */
export const envelope = {
  type: text('Event Type'),
  timestamp: nullish(time('Timestamp')),
  messageId: nullish(text('Message ID')),
  anonymousId: nullish(text('Anonymous ID')),
  userId: nullish(text('User ID')),
  context: nullish(
    group('', {
      page: nullish(
        group('Page', {
          url: nullish(text('URL')),
          title: nullish(text('Title')),
          path: nullish(text('Path')),
        }),
      ),
      library: nullish(group('Library', { name: nullish(text('Name')) })),
    }),
  ),
};

export const event = nullish(text('Event Name'));
export const groupId = nullish(text('Group ID'));
export const properties = nullish(open('Properties'));
export const traits = nullish(open('Traits'));
