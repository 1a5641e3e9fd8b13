import { decimal, flagOrText, group, optional, text } from '../../schema/fields.ts';

/**
 * The fields of every event. Builtfirst's document has two examples and a list of the fields of each object; `object` is the
 * object's type.
 *
 * @see https://support.builtfirst.com/en/articles/6909751-analytics-webhooks
 */
export const envelope = {
  id: text('Event ID'),
  object: text('Object'),
  type: text('Event Type'),
  mock: optional(flagOrText('Is Test')),
};

const object = optional(text('Object'));

const deal = group('Deal', {
  object,
  id: text('ID'),
  title: text('Title'),
  saving_amount: decimal('Saving Amount'),
  // Looks like a date without a zone, but names a version.
  version: text('Version'),
});

const product = group('Product', {
  object,
  id: text('ID'),
  name: text('Name'),
  seller_id: text('Seller ID'),
  seller_name: text('Seller Name'),
  deal: optional(deal),
});

const userFields = { object, id: text('ID'), name: text('Name'), email: text('Email') };

const buyerOrg = group('Buyer Organization', {
  object,
  id: text('ID'),
  name: text('Name'),
  user: group('User', userFields),
});

const community = group('Community', { object, id: text('ID'), name: text('Name') });

const dataObject = text('Data Object');

// `data` has an empty label, so that its fields read “Product Name”, not “Data Product Name”.
export const redemption = group('', { object: dataObject, product, buyer_org: buyerOrg, community });

export const search = group('', {
  object: dataObject,
  term: text('Search Term'),
  buyer_org: buyerOrg,
  community,
});

/** The document lists its objects without an example. */
export const supportRequest = group('', {
  object: optional(dataObject),
  deal,
  buyer_org: buyerOrg,
  buyer_user: group('Buyer User', userFields),
  community,
});

/** The document names a “Discount” without its fields. */
export const discount = group('', { object: optional(dataObject) });

/** The data of any event. */
export const anyData = group('', {
  object: optional(dataObject),
  term: optional(text('Search Term')),
  product: optional(product),
  deal: optional(deal),
  buyer_org: optional(buyerOrg),
  buyer_user: optional(group('Buyer User', userFields)),
  community: optional(community),
});
