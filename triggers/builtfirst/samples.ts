/** The examples of Builtfirst's document, with readable values instead of `ID`. */
const user = { object: 'user', id: '8812', name: 'Alex Krajcik', email: 'anything@builtfirst.com' };

export const buyerOrg = { object: 'buyer_org', id: '1204', name: "Krajcik-O'Hara corp", user };

export const buyerUser = user;

export const community = { object: 'community', id: '31', name: 'Marketplace name' };

export const deal = {
  object: 'deal',
  id: '407',
  title: '20% OFF Partnership Tech',
  saving_amount: 4000,
  version: '2022-06-06 20:24:29.809',
};

export const redemption = {
  object: 'redemption',
  product: {
    object: 'product',
    id: '553',
    name: 'Novo product name',
    seller_id: '96',
    seller_name: 'Novo Inc.',
    deal,
  },
  buyer_org: buyerOrg,
  community,
};
