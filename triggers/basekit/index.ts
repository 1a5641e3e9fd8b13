import { accountHolderCreated } from './account-holder-created.ts';
import { accountHolderPackageChange } from './account-holder-package-change.ts';
import { bookingUpdated } from './booking-updated.ts';
import { siteFirstPublish } from './site-first-publish.ts';
import { sitePublish } from './site-publish.ts';
import { storeOrderUpdated } from './store-order-updated.ts';

/** All events of BaseKit. */
export const basekitEvents = [
  accountHolderCreated,
  accountHolderPackageChange,
  bookingUpdated,
  siteFirstPublish,
  sitePublish,
  storeOrderUpdated,
];
