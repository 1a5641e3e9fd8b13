import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { DeliveryView } from '../../protocol.ts';
import { Delivery } from './delivery.tsx';
import { verdictLabel } from './tag.tsx';

const SHOWN = 12;

/** The deliveries of a Zap, newest first. */
export const DeliveryList = ({ deliveries }: { readonly deliveries: readonly DeliveryView[] }) => {
  const [showsAll, setShowsAll] = useState(false);
  const last = deliveries.at(-1);
  const shown = showsAll ? deliveries : deliveries.slice(-SHOWN);
  // The newest event is expanded. An attack is not, because the list would move while attacks run.
  const newest = last && last.why === undefined ? last.id : undefined;
  const [choice, setChoice] = useState<{ readonly after: string | undefined; readonly id: string | undefined }>();
  const expanded = choice && choice.after === newest ? choice.id : newest;
  return (
    <section aria-label="Deliveries">
      <h3 className="subheading">Deliveries</h3>
      <p className="visually-hidden" aria-live="polite">
        {last && `${last.title}: ${verdictLabel(last.verdict)}`}
      </p>
      {!last && <Text c="dimmed">No deliveries yet.</Text>}
      <ul className="deliveries">
        {shown.toReversed().map((delivery) => (
          <li key={delivery.id}>
            <Delivery
              delivery={delivery}
              isOpen={expanded === delivery.id}
              isLast={delivery === last}
              toggle={() => setChoice({ after: newest, id: expanded === delivery.id ? undefined : delivery.id })}
            />
          </li>
        ))}
      </ul>
      {shown.length < deliveries.length && (
        <Button variant="subtle" mt="sm" onClick={() => setShowsAll(true)}>
          Show all {deliveries.length}
        </Button>
      )}
    </section>
  );
};
