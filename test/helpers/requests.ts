import { openssl, type Recorded } from './cli.ts';

export const SECRET = 'test-secret';
/** The secret of the test vectors of the Standard Webhooks libraries. */
export const STANDARD_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const STANDARD_KEY = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
export const SENT_AT = 1_700_000_000;
export const BODY = '{"eventName":"site.publish","site":{"domain":"example.com"}}';

/** A request from BaseKit with this signature. */
export const basekitWith = (signature: string, content = BODY): Recorded => ({
  headers: { 'X-Delivery-Hmac-SHA256': signature },
  content,
});

/** A request from BaseKit, signed as documented. */
export const basekit = (key: string | Buffer, signed = BODY, content = signed): Recorded =>
  basekitWith(openssl(key, signed).toString('base64'), content);

/** A request from Builtfirst with this signature. */
export const builtfirstWith = (signature: string, content = BODY): Recorded => ({
  headers: { 'Builtfirst-Webhook-Signature-SHA256': signature },
  content,
});

/** A request from Buildr. The signed text may differ from the headers. */
export const buildr = ({
  key = STANDARD_KEY,
  id = 'msg_1',
  timestamp = String(SENT_AT),
  signed = `${id}.${timestamp}.${BODY}`,
  headers = {},
}: {
  readonly key?: string | Buffer;
  readonly id?: string;
  readonly timestamp?: string;
  readonly signed?: string;
  readonly headers?: Readonly<Record<string, string>>;
} = {}): Recorded => ({
  headers: {
    'svix-id': id,
    'svix-timestamp': timestamp,
    'svix-signature': `v1,${openssl(key, signed).toString('base64')}`,
    ...headers,
  },
  content: BODY,
});
