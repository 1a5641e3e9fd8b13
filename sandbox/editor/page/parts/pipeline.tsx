import type { Stage } from '../../protocol.ts';
import { milliseconds } from '../format.ts';
import { Breakable } from './breakable.tsx';

const ICONS: Readonly<Record<Stage['state'], string>> = {
  done: '✓',
  stopped: '✕',
  ended: '■',
  waiting: '…',
  pending: '',
  skipped: '–',
};
const LABELS: Readonly<Record<Stage['state'], string>> = {
  done: 'passed',
  stopped: 'stopped',
  ended: 'ended',
  waiting: 'waiting',
  pending: 'not reached',
  skipped: 'skipped',
};

/** The stages of a delivery, from the provider to the Zap, and where it stopped. */
export const Pipeline = ({ stages, label }: { readonly stages: readonly Stage[]; readonly label: string }) => (
  <ol className="pipeline" aria-label={label}>
    {stages.map((stage) => (
      <li key={stage.key} className={`stage ${stage.state}`}>
        <span className="stage-icon" aria-hidden="true">
          {ICONS[stage.state]}
        </span>
        <span className="stage-text">
          <span className="stage-label">{stage.label}</span>
          <span className="visually-hidden">, {LABELS[stage.state]}</span>
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
