import { type Headers, mac, SECRET, type Sender } from './signing.ts';

const KEY = Buffer.from(SECRET.slice('whsec_'.length), 'base64');
const seconds = (at: number): string => String(Math.floor(at / 1000));

const standard =
  (start: string) =>
  (body: string, at: number): Headers => ({
    [`${start}-id`]: 'msg_2Kf0p3xZ',
    [`${start}-timestamp`]: seconds(at),
    [`${start}-signature`]: `v1,${mac(`msg_2Kf0p3xZ.${seconds(at)}.${body}`, 'sha256', 'base64', KEY)}`,
  });

const stripeLike =
  (name: string) =>
  (body: string, at: number): Headers => ({ [name]: `t=${seconds(at)},v1=${mac(`${seconds(at)}.${body}`)}` });

/** The senders that sign a time. */
export const TIMED_SENDERS: readonly Sender[] = [
  {
    key: 'standard_webhooks',
    sign: standard('webhook'),
    body: '{"type":"contact.created","data":{"id":"1f81eb52"}}',
    eventType: 'contact.created',
    id: 'msg_2Kf0p3xZ',
  },
  {
    key: 'svix',
    sign: standard('svix'),
    body: '{"type":"invoice.paid","id":"invoice_WF7"}',
    eventType: 'invoice.paid',
    id: 'msg_2Kf0p3xZ',
  },
  {
    key: 'calendly',
    sign: stripeLike('Calendly-Webhook-Signature'),
    body: '{"event":"invitee.created","payload":{"name":"John Doe"}}',
    eventType: 'invitee.created',
  },
  {
    key: 'customer_io',
    sign: (body, at) => ({ 'X-CIO-Timestamp': seconds(at), 'X-CIO-Signature': mac(`v0:${seconds(at)}:${body}`) }),
    body: '{"event_id":"01E4C4CT6Y","object_type":"email","metric":"opened"}',
    eventType: 'email.opened',
    id: '01E4C4CT6Y',
  },
  {
    key: 'ghost',
    sign: (body, at) => ({ 'X-Ghost-Signature': `sha256=${mac(body + at)}, t=${at}` }),
    body: '{"event":"tag.added","tag":{"current":{"slug":"test"}}}',
    eventType: 'tag.added',
  },
  {
    key: 'linear',
    sign: (body) => ({ 'Linear-Signature': mac(body) }),
    body: '{"action":"create","type":"Comment","webhookTimestamp":0,"webhookId":"000042e3"}',
    eventType: 'Comment.create',
  },
  {
    key: 'mux',
    sign: stripeLike('Mux-Signature'),
    body: '{"type":"video.asset.ready","id":"3fbb9c1e"}',
    eventType: 'video.asset.ready',
    id: '3fbb9c1e',
  },
  {
    key: 'paddle',
    sign: (body, at) => ({ 'Paddle-Signature': `ts=${seconds(at)};h1=${mac(`${seconds(at)}:${body}`)}` }),
    body: '{"event_id":"evt_01hv","event_type":"customer.created"}',
    eventType: 'customer.created',
    id: 'evt_01hv',
  },
  {
    key: 'stripe',
    sign: stripeLike('Stripe-Signature'),
    body: '{"id":"evt_1NG8","object":"event","type":"setup_intent.created"}',
    eventType: 'setup_intent.created',
    id: 'evt_1NG8',
  },
  {
    key: 'workos',
    sign: (body, at) => ({ 'WorkOS-Signature': `t=${at}, v1=${mac(`${at}.${body}`)}` }),
    body: '{"id":"event_01FA","event":"dsync.user.created"}',
    eventType: 'dsync.user.created',
    id: 'event_01FA',
  },
  {
    key: 'zendesk',
    sign: (body, at) => ({
      'X-Zendesk-Webhook-Signature-Timestamp': new Date(at).toISOString(),
      'X-Zendesk-Webhook-Signature': mac(new Date(at).toISOString() + body, 'sha256', 'base64'),
    }),
    body: '{"type":"zen:event-type:user.active_changed","id":"2b24ef10"}',
    eventType: 'zen:event-type:user.active_changed',
    id: '2b24ef10',
  },
];
