/** The common part of the samples, composed from Freshpaint's list of fields. */
export const common = {
  timestamp: '2022-08-08T17:15:45Z',
  messageId: '0b1f9d52-6a3e-4c58-9d0e-7f3f6f1f2a10',
  anonymousId: '1827f3a4c5e6b7-0d8e9f0a1b2c3d-26021d51-1fa400-1827f3a4c5f8a9',
  context: {
    page: { url: 'https://www.example.com/pricing', title: 'Pricing', path: '/pricing' },
    library: { name: 'freshpaint' },
  },
};
