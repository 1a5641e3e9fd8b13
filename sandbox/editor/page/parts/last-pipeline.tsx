import type { DeliveryView } from '../../protocol.ts';
import { capitalized } from '../format.ts';
import { Breakable } from './breakable.tsx';
import { Pipeline } from './pipeline.tsx';
import { VerdictTag } from './tag.tsx';

/** The pipeline of the last delivery. */
export const LastPipeline = ({ delivery }: { readonly delivery: DeliveryView }) => {
  const { title, verdict, reason, stages } = delivery;
  const stop = stages.find(({ state }) => state === 'stopped' || state === 'ended' || state === 'waiting');
  return (
    <section aria-label="Pipeline of the last delivery" className="last-pipeline">
      <p className="last-pipeline-title">
        {capitalized(title)} <VerdictTag verdict={verdict} />
        <span className="dimmed only-narrow">
          {stop ? (
            <>
              at “{stop.label}”: <Breakable text={reason ?? stop.note} />
            </>
          ) : (
            `${stages.at(-1)?.label}: ${stages.at(-1)?.note}`
          )}
        </span>
      </p>
      <Pipeline stages={stages} label={`Pipeline of the last delivery: ${title}`} />
    </section>
  );
};
