import { Button, Group, Text } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { AttackResult, AttackView, ZapView } from '../../protocol.ts';
import { get, post } from '../api.ts';
import { useTask } from '../use-task.ts';
import { AttackRow } from './attack-row.tsx';
import { ErrorNote, Note } from './note.tsx';
import { Tag } from './tag.tsx';

const Count = ({ attacks }: { readonly attacks: readonly AttackView[] }) => {
  const tried = attacks.filter(({ result }) => result);
  const odd = tried.filter(({ result }) => !result?.isAsExpected).length;
  if (odd > 0) return <Tag tone="bad">{odd} not as expected</Tag>;
  if (tried.length > 0)
    return <Tag tone="good">{tried.length === attacks.length ? 'all' : tried.length} as expected</Tag>;
  return null;
};

/** Every attack that can be tried on a trigger, one click each. */
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
  const families = Map.groupBy(attacks, ({ family }) => family);

  return (
    <div className="attack-list">
      <Group justify="space-between" align="start">
        <Text size="sm" c="dimmed" maw={520}>
          Each one takes a genuine delivery of this trigger that was never sent before, and changes what an attacker
          would.
        </Text>
        <Button variant="light" loading={isRunning} disabled={!isOn} onClick={() => run(attackAll)} flex="none">
          Try all {attacks.length}
        </Button>
      </Group>
      {!isOn && <Note tone="warn">The Zap is off, so nothing reaches it. Turn it on first.</Note>}
      <ErrorNote error={error} />
      <div>
        {[...families].map(([family, members]) => (
          <details key={family} className="call">
            <summary>
              <span>{family}</span>
              <span className="dimmed">{members.length}</span>
              <Count attacks={members} />
            </summary>
            <ul className="attacks">
              {members.map((member) => (
                <AttackRow
                  key={member.name}
                  attack={member}
                  isDisabled={isRunning || !isOn}
                  attempt={() => run(() => attack(member.name))}
                />
              ))}
            </ul>
          </details>
        ))}
      </div>
    </div>
  );
};
