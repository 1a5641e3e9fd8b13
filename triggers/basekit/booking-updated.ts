import { basekit } from '../../providers/basekit/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { statusFilter } from '../filters.ts';
import { booking, eventName } from './schemas.ts';

/** @see https://apidocs.basekit.com/webhooks */
export const bookingUpdated = defineEvent(basekit, {
  type: 'booking.updated',
  key: 'basekit_booking_updated',
  noun: 'Booking',
  label: 'New or Updated Booking',
  description: 'Triggers when a booking is created or updated in BaseKit.',
  payload: payload({ eventName, booking }),
  filters: [statusFilter('booking', '`completed`')],
  sample: {
    eventName: 'booking.updated',
    booking: {
      ref: 1036,
      customer: {
        firstName: 'John',
        lastName: 'Doe',
        email: 'john.doe@website.com',
        telephone: '',
        timezone: 'Europe/London',
        marketing: false,
        termsAndConditions: true,
      },
      status: 'completed',
      payment: {
        paymentMethod: 'jazzcash',
        currency: 'PKR',
        netAmount: '10.00',
        totalAmount: '10.00',
        taxAmount: '0.00',
        taxRate: 0,
        taxEnabled: false,
        internalTransactionRef: 'TfD6I8MmlLpOG1Iv9Fa27ejYloKx5i1q',
        externalTransactionRef: '240227563891',
        status: 'completed',
      },
      locationType: 'other',
      location: null,
      otherJoiningInstructionsText: '',
      otherConferencingProviderUrl: '',
      service: {
        description: 'A short one on one class to introduce you to the basics of yoga, matt provided.',
        duration: 30,
        active: true,
        visible: true,
        type: 'appointment',
        capacity: null,
        paymentMode: 'paid',
        paymentPrice: '10.00',
        advanceNoticeTime: 0,
        bufferTime: 0,
        informationDocumentDescription: '',
        bookingInformation: '',
      },
      serviceSchedules: [
        {
          capacity: null,
          conferenceUrl: null,
          description: null,
          start: '2024-02-28T12:00:00+00:00',
          end: '2024-02-28T12:30:00+00:00',
          bookingInformation: null,
        },
      ],
      created: '2024-02-27T17:32:37+00:00',
      updated: '2024-02-27T17:33:30+00:00',
    },
  },
});
