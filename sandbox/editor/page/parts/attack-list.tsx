import { Button, Group, Text } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { AttackResult, AttackView, ZapView } from '../../protocol.ts';
import { get, post } from '../api.ts';
import { useTask } from '../use-task.ts';
import { AttackRow } from './attack-row.tsx';
import { ErrorNote, Note } from './note.tsx';
import { Tag } from './tag.tsx';

const Count = ({ attacks }: { readonly attacks: readonly AttackView[] }) => {
  const simulated = attacks.filter(({ result }) => result);
  const unexpected = simulated.filter(({ result }) => !result?.isAsExpected).length;
  if (unexpected > 0) return <Tag tone="bad">{unexpected} not as expected</Tag>;
  if (simulated.length > 0)
    return <Tag tone="good">{simulated.length === attacks.length ? 'all' : simulated.length} as expected</Tag>;
  return null;
};

/** The attacks that can be simulated on a trigger. */
export const AttackList = ({ zap }: { readonly zap: ZapView }) => {
  const [attacks, setAttacks] = useState<readonly AttackView[]>([]);
  const { isRunning, error, run } = useTask();
  const { trigger, isOn } = zap;
  useEffect(() => {
    void run(async () => setAttacks(await get<readonly AttackView[]>(`/api/zaps/${trigger}/attacks`)));
  }, [trigger, run]);

  const attack = useCallback(
    async (name: string) => {
      const result = await post<AttackResult>('/api/attack', { trigger, attack: name });
      setAttacks((known) => known.map((one) => (one.name === name ? { ...one, result } : one)));
    },
    [trigger],
  );
  const attackAll = async () => {
    for (const { name } of attacks) await attack(name);
  };
  const groups = Map.groupBy(attacks, ({ group }) => group);

  return (
    <div className="attack-list">
      <Group justify="space-between" align="start">
        <Text size="sm" c="dimmed" maw={520}>
          Each attack starts from a new, genuine delivery and changes it as an attacker would.
        </Text>
        <Button variant="light" loading={isRunning} disabled={!isOn} onClick={() => run(attackAll)} flex="none">
          Simulate all {attacks.length}
        </Button>
      </Group>
      {!isOn && <Note tone="warn">The Zap is off, so it receives no requests. Publish it first.</Note>}
      <ErrorNote error={error} />
      <div>
        {[...groups].map(([group, members]) => (
          <details key={group} className="expandable">
            <summary>
              <span>{group}</span>
              <span className="dimmed">{members.length}</span>
              <Count attacks={members} />
            </summary>
            <ul className="attacks">
              {members.map((member) => (
                <AttackRow
                  key={member.name}
                  attack={member}
                  isDisabled={isRunning || !isOn}
                  simulate={() => run(() => attack(member.name))}
                />
              ))}
            </ul>
          </details>
        ))}
      </div>
    </div>
  );
};
