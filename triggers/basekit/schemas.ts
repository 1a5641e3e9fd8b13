import { anything, decimal, flag, group, integer, list, nullable, open, text, time } from '../../schema/fields.ts';

/** The schemas of BaseKit's payloads. @see https://apidocs.basekit.com/webhooks */
export const eventName = text('Event Name');

const packageFields = {
  ref: integer('Ref'),
  name: text('Name'),
  productType: text('Product Type'),
  startDate: time('Start Date'),
  endDate: nullable(time('End Date')),
};

export const packageChange = group('Package Change', packageFields);

export const accountHolder = group('Account Holder', {
  ref: integer('Ref'),
  firstName: text('First Name'),
  lastName: text('Last Name'),
  email: text('Email'),
  username: text('Username'),
  created: time('Created At'),
  brand: group('Brand', { ref: integer('Ref'), name: text('Name') }),
  packages: list('Package', packageFields),
  metadata: open('Metadata'),
});

export const site = group('Site', {
  ref: integer('Ref'),
  domain: text('Domain'),
  firstPublish: time('First Published At'),
  lastPublish: time('Last Published At'),
  accountHolder,
});

export const booking = group('Booking', {
  ref: integer('Ref'),
  customer: group('Customer', {
    firstName: text('First Name'),
    lastName: text('Last Name'),
    email: text('Email'),
    telephone: text('Telephone'),
    timezone: text('Time Zone'),
    marketing: flag('Accepts Marketing'),
    termsAndConditions: flag('Accepts Terms and Conditions'),
  }),
  status: text('Status'),
  payment: group('Payment', {
    paymentMethod: text('Method'),
    currency: text('Currency'),
    netAmount: text('Net Amount'),
    totalAmount: text('Total Amount'),
    taxAmount: text('Tax Amount'),
    taxRate: decimal('Tax Rate'),
    taxEnabled: flag('Tax Enabled'),
    internalTransactionRef: text('Internal Transaction Ref'),
    externalTransactionRef: text('External Transaction Ref'),
    status: text('Status'),
  }),
  locationType: text('Location Type'),
  // Documented only as null.
  location: anything('Location'),
  otherJoiningInstructionsText: text('Other Joining Instructions'),
  otherConferencingProviderUrl: text('Other Conferencing URL'),
  service: group('Service', {
    description: text('Description'),
    duration: integer('Duration'),
    active: flag('Active'),
    visible: flag('Visible'),
    type: text('Type'),
    capacity: nullable(integer('Capacity')),
    paymentMode: text('Payment Mode'),
    paymentPrice: text('Price'),
    advanceNoticeTime: integer('Advance Notice Time'),
    bufferTime: integer('Buffer Time'),
    informationDocumentDescription: text('Information Document Description'),
    bookingInformation: text('Booking Information'),
  }),
  serviceSchedules: list('Schedule', {
    capacity: nullable(integer('Capacity')),
    conferenceUrl: nullable(text('Conference URL')),
    description: nullable(text('Description')),
    start: time('Start'),
    end: time('End'),
    bookingInformation: nullable(text('Booking Information')),
  }),
  created: time('Created At'),
  updated: time('Updated At'),
});

export const order = group('Order', {
  ref: integer('Ref'),
  code: text('Code'),
  items: list('Item', {
    title: text('Title'),
    // Documented only as null.
    options: anything('Options'),
    quantity: integer('Quantity'),
    formattedPriceTotal: text('Price Total'),
    formattedPriceTotalInclTax: text('Price Total Including Tax'),
    formattedPriceUnit: text('Unit Price'),
    sku: text('SKU'),
  }),
  subTotal: text('Subtotal'),
  rawSubTotal: decimal('Subtotal (Number)'),
  rawTaxAmount: decimal('Tax Amount (Number)'),
  subTotalInclTax: text('Subtotal Including Tax'),
  shippingCost: text('Shipping Cost'),
  taxAmount: text('Tax Amount'),
  total: text('Total'),
  rawTotal: decimal('Total (Number)'),
  deliveryAddress: group('Delivery Address', {
    name: text('Name'),
    address1: text('Line 1'),
    address2: text('Line 2'),
    townOrCity: text('Town or City'),
    postcode: text('Postcode'),
    region: nullable(text('Region')),
    countryCode: text('Country Code'),
    countryName: text('Country Name'),
  }),
  shippingOptionName: text('Shipping Option'),
  shippingOptionCourier: text('Courier'),
  customerEmail: text('Customer Email'),
  pecAddress: nullable(text('PEC Address')),
  recipientCode: nullable(text('Recipient Code')),
  customerPhoneNumber: nullable(text('Customer Phone Number')),
  paymentMethod: text('Payment Method'),
  paymentProcessorId: nullable(text('Payment Processor ID')),
  createdDate: time('Created At'),
  updatedDate: time('Updated At'),
  shippedDate: nullable(time('Shipped At')),
  status: text('Status'),
  orderComments: nullable(text('Comments')),
  discountCode: text('Discount Code'),
  discountCodeSubTotalSaving: decimal('Discount on Subtotal'),
  discountCodeShippingSaving: decimal('Discount on Shipping'),
  discountCodeFormattedSaving: text('Discount'),
  invoiceNumber: nullable(text('Invoice Number')),
  marketingConsent: flag('Marketing Consent'),
});
