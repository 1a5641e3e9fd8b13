import type { Stage } from '../../protocol.ts';
import { milliseconds } from '../format.ts';
import { Breakable } from './breakable.tsx';

const SIGNS: Readonly<Record<Stage['state'], string>> = {
  done: '✓',
  stopped: '✕',
  ended: '■',
  waiting: '…',
  pending: '',
  skipped: '–',
};
const WORDS: Readonly<Record<Stage['state'], string>> = {
  done: 'passed',
  stopped: 'refused here',
  ended: 'ends here',
  waiting: 'waits here',
  pending: 'not reached',
  skipped: 'passed by',
};

/** The way of a delivery, from the provider to the Zap, and where it stopped. */
export const Pipeline = ({ stages, label }: { readonly stages: readonly Stage[]; readonly label: string }) => (
  <ol className="way" aria-label={label}>
    {stages.map((stage) => (
      <li key={stage.key} className={`stage ${stage.state}`}>
        <span className="dot" aria-hidden="true">
          {SIGNS[stage.state]}
        </span>
        <span className="stage-words">
          <span className="stage-label">{stage.label}</span>
          <span className="visually-hidden">, {WORDS[stage.state]}</span>
          <span className="stage-note">
            <Breakable text={stage.note} />
            {stage.milliseconds !== undefined && (
              <span className="stage-time"> {milliseconds(stage.milliseconds)}</span>
            )}
          </span>
        </span>
      </li>
    ))}
  </ol>
);
