import { Text } from '@mantine/core';
import { useState } from 'react';
import type { DeliveryView } from '../../wire.ts';
import { Delivery } from './delivery.tsx';
import { verdictWord } from './tag.tsx';

/** The deliveries of a Zap, newest first, as they happen. */
export const DeliveryList = ({ deliveries }: { readonly deliveries: readonly DeliveryView[] }) => {
  const [chosen, setChosen] = useState<string>();
  const last = deliveries.at(-1);
  return (
    <section aria-label="Deliveries">
      <h3 className="minor">Deliveries</h3>
      <p className="visually-hidden" aria-live="polite">
        {last && `${last.title}: ${verdictWord(last.verdict)}`}
      </p>
      {!last && <Text c="dimmed">Nothing came yet.</Text>}
      <ul className="deliveries">
        {deliveries.toReversed().map((delivery) => (
          <li key={delivery.id}>
            <Delivery
              delivery={delivery}
              isOpen={chosen === delivery.id}
              toggle={() => setChosen(chosen === delivery.id ? undefined : delivery.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
};
