import { basekit } from '../../providers/basekit/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { statusFilter } from '../filters.ts';
import { eventName, order } from './schemas.ts';

/** @see https://apidocs.basekit.com/webhooks */
export const storeOrderUpdated = defineEvent(basekit, {
  type: 'store.order_updated',
  key: 'basekit_store_order_updated',
  noun: 'Order',
  label: 'New or Updated Store Order',
  description: 'Triggers when an order is placed or updated in a BaseKit store.',
  payload: payload({ eventName, order }),
  filters: [statusFilter('order', '`paid`')],
  sample: {
    eventName: 'store.order_updated',
    order: {
      ref: 10,
      code: '3-89696896',
      items: [
        {
          title: 'Home barista aeropress coffee maker',
          options: null,
          quantity: 1,
          formattedPriceTotal: '$19.99',
          formattedPriceTotalInclTax: '$23.99',
          formattedPriceUnit: '$19.99',
          sku: '3-6-6',
        },
      ],
      subTotal: '$19.99',
      rawSubTotal: 19.99,
      rawTaxAmount: 4,
      subTotalInclTax: '$23.99',
      shippingCost: '$1.99',
      taxAmount: '$4.00',
      total: '$25.98',
      rawTotal: 25.98,
      deliveryAddress: {
        name: 'John Doe',
        address1: 'Address Line 1',
        address2: 'Address Line 2',
        townOrCity: 'Town or City',
        postcode: 'BS2 0JA',
        region: null,
        countryCode: 'GB',
        countryName: 'United Kingdom',
      },
      shippingOptionName: 'UPS Next Day',
      shippingOptionCourier: 'UPS',
      customerEmail: 'john.doe@website.com',
      pecAddress: null,
      recipientCode: null,
      customerPhoneNumber: null,
      paymentMethod: 'bank-transfer',
      paymentProcessorId: null,
      createdDate: '2024-02-27T15:48:10+00:00',
      updatedDate: '2024-02-27T15:48:25+00:00',
      shippedDate: null,
      status: 'paid',
      orderComments: null,
      discountCode: '',
      discountCodeSubTotalSaving: 0,
      discountCodeShippingSaving: 0,
      discountCodeFormattedSaving: '-$0.00',
      invoiceNumber: null,
      marketingConsent: false,
    },
  },
});
