import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { DeliveryView } from '../../protocol.ts';
import { Delivery } from './delivery.tsx';
import { verdictWord } from './tag.tsx';

const SHOWN = 12;

/** The deliveries of a Zap, newest first, as they happen. */
export const DeliveryList = ({ deliveries }: { readonly deliveries: readonly DeliveryView[] }) => {
  const [isWhole, setWhole] = useState(false);
  const last = deliveries.at(-1);
  const shown = isWhole ? deliveries : deliveries.slice(-SHOWN);
  // The newest event is open by itself; attacks come one after the other, and would push everything about.
  const newest = last && last.why === undefined ? last.id : undefined;
  const [choice, setChoice] = useState<{ readonly after: string | undefined; readonly id: string | undefined }>();
  const chosen = choice && choice.after === newest ? choice.id : newest;
  return (
    <section aria-label="Deliveries">
      <h3 className="minor">Deliveries</h3>
      <p className="visually-hidden" aria-live="polite">
        {last && `${last.title}: ${verdictWord(last.verdict)}`}
      </p>
      {!last && <Text c="dimmed">Nothing came yet.</Text>}
      <ul className="deliveries">
        {shown.toReversed().map((delivery) => (
          <li key={delivery.id}>
            <Delivery
              delivery={delivery}
              isOpen={chosen === delivery.id}
              isLast={delivery === last}
              toggle={() => setChoice({ after: newest, id: chosen === delivery.id ? undefined : delivery.id })}
            />
          </li>
        ))}
      </ul>
      {shown.length < deliveries.length && (
        <Button variant="subtle" mt="sm" onClick={() => setWhole(true)}>
          Show all {deliveries.length}
        </Button>
      )}
    </section>
  );
};
