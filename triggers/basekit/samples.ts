/** The examples of BaseKit's guide. @see https://apidocs.basekit.com/webhooks */
const samplePackage = (ref: number, name: string, productType: string, startDate: string) => ({
  ref,
  name,
  productType,
  startDate,
  endDate: null,
});

export const demoPackage = (startDate: string, ref = 1) =>
  samplePackage(ref, 'Demo Package', 'subscription', startDate);

export const addOnPackage = (startDate: string) => samplePackage(2, 'Add-on Package', 'add-on', startDate);

export const accountHolder = (packages: readonly ReturnType<typeof samplePackage>[]) => ({
  ref: 199,
  firstName: 'Web',
  lastName: 'Hook',
  email: 'webhooks@basekit.com',
  username: 'webhooks@basekit.com',
  created: '2023-03-06T10:15:59+00:00',
  brand: { ref: 1, name: 'BaseKit Brand' },
  packages: [...packages],
  metadata: { key1: 'value1' },
});

const CREATED = '2023-03-22T14:44:42+00:00';
const PUBLISHED = '2023-03-22T14:45:02+00:00';

export const site = (ref: number, holderRef: number, packageRef: number) => ({
  ref,
  domain: 'webhooks.basekit.test',
  firstPublish: PUBLISHED,
  lastPublish: PUBLISHED,
  accountHolder: {
    ...accountHolder([demoPackage(CREATED, packageRef)]),
    ref: holderRef,
    created: CREATED,
    brand: { ref: 1, name: 'BaseKit' },
  },
});
