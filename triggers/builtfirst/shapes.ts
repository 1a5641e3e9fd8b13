import { decimal, flagOrText, group, text } from '../fields.ts';

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
  mock: flagOrText('Is Test').optional(),
};

const object = text('Object').optional();

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
  deal: deal.optional(),
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
  object: dataObject.optional(),
  deal,
  buyer_org: buyerOrg,
  buyer_user: group('Buyer User', userFields),
  community,
});

/** The document names it “Discount” and never says what is in it. */
export const discount = group('', { object: dataObject.optional() });

/** Whatever any event may carry. */
export const anyData = group('', {
  object: dataObject.optional(),
  term: text('Search Term').optional(),
  product: product.optional(),
  deal: deal.optional(),
  buyer_org: buyerOrg.optional(),
  buyer_user: group('Buyer User', userFields).optional(),
  community: community.optional(),
});
