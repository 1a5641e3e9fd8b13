import { decimal, flagOrText, group, optional, text } from '../../schema/fields.ts';

/**
 * What Builtfirst's events have in common. Its document shows two examples and lists the fields of each object; every object
 * says in `object` what it is.
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
  // Looks like a date but has no zone: it names a version.
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

// `data` has no label of its own, so that its fields read “Product Name”, not “Data Product Name”.
export const redemption = group('', { object: dataObject, product, buyer_org: buyerOrg, community });

export const search = group('', {
  object: dataObject,
  term: text('Search Term'),
  buyer_org: buyerOrg,
  community,
});

/** The document says which objects come with it, and shows no example. */
export const supportRequest = group('', {
  object: optional(dataObject),
  deal,
  buyer_org: buyerOrg,
  buyer_user: group('Buyer User', userFields),
  community,
});

/** The document names it “Discount” and never says what is in it. */
export const discount = group('', { object: optional(dataObject) });

/** Whatever any event may carry. */
export const anyData = group('', {
  object: optional(dataObject),
  term: optional(text('Search Term')),
  product: optional(product),
  deal: optional(deal),
  buyer_org: optional(buyerOrg),
  buyer_user: optional(group('Buyer User', userFields)),
  community: optional(community),
});
