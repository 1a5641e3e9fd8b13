import { builtfirst } from '../../providers/builtfirst/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { buyerOrg, community } from './samples.ts';
import { envelope, search } from './schemas.ts';

/** @see https://support.builtfirst.com/en/articles/6909751-analytics-webhooks */
export const itemsSearched = defineEvent(builtfirst, {
  type: 'items_searched',
  key: 'builtfirst_items_searched',
  noun: 'Search',
  label: 'New Product Search',
  description: 'Triggers when a user searches for products in Builtfirst.',
  payload: payload({ ...envelope, data: search }),
  sample: {
    id: '8f14e45f-ceea-467f-a1d3-2f5b0c9a7e06',
    object: 'event',
    type: 'items_searched',
    data: { object: 'search', term: 'search term entered by the user', buyer_org: buyerOrg, community },
  },
});
