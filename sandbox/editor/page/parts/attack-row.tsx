import { Button } from '@mantine/core';
import type { AttackView } from '../../protocol.ts';
import { capitalised } from '../format.ts';
import { Tag } from './tag.tsx';

interface AttackRowProps {
  readonly attack: AttackView;
  readonly isDisabled: boolean;
  readonly attempt: () => void;
}

/** One attack: why it works elsewhere, what it has to end with here, and what it did. */
export const AttackRow = ({ attack, isDisabled, attempt }: AttackRowProps) => {
  const { name, why, expected, result } = attack;
  return (
    <li>
      <div>
        <span className="choice-label">{capitalised(name)}</span>
        <span className="dimmed">{why}</span>
        <span className="attack-end" aria-live="polite">
          {result ? (
            <>
              <Tag tone={result.isAsExpected ? 'good' : 'bad'}>
                {result.isAsExpected ? 'as expected' : 'not as expected'}
              </Tag>
              <code>{result.saw}</code>
            </>
          ) : (
            <span className="dimmed">
              To expect: <code>{expected}</code>
            </span>
          )}
        </span>
      </div>
      <Button variant="default" size="compact-sm" disabled={isDisabled} onClick={attempt} aria-label={`Try: ${name}`}>
        Try
      </Button>
    </li>
  );
};
