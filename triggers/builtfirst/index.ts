import { anyEvent } from './any-event.ts';
import { itemsSearched } from './items-searched.ts';
import { redemptionActivated } from './redemption-activated.ts';
import { redemptionClicked } from './redemption-clicked.ts';
import { redemptionConfirmed } from './redemption-confirmed.ts';
import { redemptionReviewed } from './redemption-reviewed.ts';
import { redemptionSupportRequested } from './redemption-support-requested.ts';

/** All events of Builtfirst. */
export const builtfirstEvents = [
  redemptionConfirmed,
  redemptionSupportRequested,
  redemptionActivated,
  redemptionReviewed,
  redemptionClicked,
  itemsSearched,
  anyEvent,
];
