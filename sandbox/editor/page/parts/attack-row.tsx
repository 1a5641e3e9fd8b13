import { Button } from '@mantine/core';
import type { AttackView } from '../../protocol.ts';
import { capitalized } from '../format.ts';
import { Tag } from './tag.tsx';

interface AttackRowProps {
  readonly attack: AttackView;
  readonly isDisabled: boolean;
  readonly simulate: () => void;
}

/** An attack: why it works against other receivers, its expected outcome, and its result. */
export const AttackRow = ({ attack, isDisabled, simulate }: AttackRowProps) => {
  const { name, why, expected, result } = attack;
  return (
    <li>
      <div>
        <span className="choice-label">{capitalized(name)}</span>
        <span className="dimmed">{why}</span>
        <span className="attack-result" aria-live="polite">
          {result ? (
            <>
              <Tag tone={result.isAsExpected ? 'good' : 'bad'}>
                {result.isAsExpected ? 'as expected' : 'not as expected'}
              </Tag>
              <code>{result.outcome}</code>
            </>
          ) : (
            <span className="dimmed">
              Expected: <code>{expected}</code>
            </span>
          )}
        </span>
      </div>
      <Button
        variant="default"
        size="compact-sm"
        disabled={isDisabled}
        onClick={simulate}
        aria-label={`Simulate: ${name}`}
      >
        Simulate
      </Button>
    </li>
  );
};
