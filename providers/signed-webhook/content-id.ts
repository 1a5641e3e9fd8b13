import { hash } from 'node:crypto';
import type { DeliveryContent } from '../provider.ts';
import type { SenderDescription } from './sender.ts';

/** Removes the time at which a body was sent, which may differ in a re-send. In the text, because parsing rounds large integers. */
const withoutTime = (body: string, key: string): string =>
  body.replace(new RegExp(`"${key}"\\s*:\\s*(?:\\d+|"[^"]*")`), '');

type Identified = Pick<SenderDescription, 'scheme' | 'bodiesRepeat'>;

const hashContent = (
  { scheme: { timestamp }, bodiesRepeat }: Identified,
  { delivery: { body }, evidence }: DeliveryContent,
): string => {
  const content = timestamp?.in === 'body' ? withoutTime(body, timestamp.key) : body;
  return hash('sha256', bodiesRepeat ? `${evidence.sentAt ?? ''}${content}` : content, 'hex');
};

/** Of the current deliveries, because the pipeline needs it twice: for the output, and to recognize duplicates. */
const known = new WeakMap<object, string>();

/** A hash of what identifies a delivery without an ID: its body, and the signed time if two events may have the same body. */
export const contentId = (sender: Identified, content: DeliveryContent): string => {
  const id = known.get(content.delivery) ?? hashContent(sender, content);
  known.set(content.delivery, id);
  return id;
};
