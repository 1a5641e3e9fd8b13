import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Done, ZapView } from '../../protocol.ts';
import { post } from '../api.ts';
import type { Chosen } from '../lookup.ts';
import { Calls } from '../parts/calls.tsx';
import { ErrorNote, Note } from '../parts/note.tsx';
import { Panel } from '../parts/panel.tsx';
import { Targets } from '../parts/targets.tsx';
import { useTask } from '../use-task.ts';

type TurnedOff = Done<{ readonly status: number }>;

/** Turn off: the subscription gone, and the URL dead. */
export const TurnOff = ({ chosen, zap }: { readonly chosen: Chosen; readonly zap: ZapView }) => {
  const { provider, trigger } = chosen;
  const [turned, setTurned] = useState<TurnedOff>();
  const { isRunning, error, run } = useTask();
  const { isStatic = false } = trigger ?? {};
  const turnOff = () => run(async () => setTurned(await post<TurnedOff>(`/api/zaps/${zap.trigger}/off`)));
  const isLeft = zap.targets.length > 0;

  return (
    <Panel
      title="Turn off"
      lead={
        isStatic
          ? 'Zapier stops to take what comes to the URL.'
          : `The app takes its subscription back from ${provider.label}.`
      }
    >
      {zap.isOn && (
        <Group>
          <Button onClick={turnOff} loading={isRunning}>
            Turn off Zap
          </Button>
        </Group>
      )}
      <ErrorNote error={error ?? turned?.error} />
      {!zap.isOn && (
        <Stack gap="md">
          <Note tone="good" title="The Zap is off" />
          {turned?.result && (
            <Note
              tone="info"
              title={`The URL answers ${turned.result.status}${turned.result.status === 410 ? ' Gone' : ''}`}
            >
              It was tried just now: {zap.url}
            </Note>
          )}
          {isLeft ? (
            <Note tone="warn" title={`${provider.label} still has the URL`}>
              What it sends there is turned away. Take the URL out of its settings.
              <Group mt="sm">
                <Button variant="default" onClick={() => run(() => post(`/api/zaps/${zap.trigger}/take-out`))}>
                  Take it out of {provider.label}
                </Button>
              </Group>
            </Note>
          ) : (
            <Note tone="info">{provider.label} holds no webhook for this Zap any more.</Note>
          )}
        </Stack>
      )}
      <Targets targets={zap.targets} provider={provider.label} />
      {turned && <Calls calls={turned.calls} title={`What was sent to ${provider.label}`} />}
    </Panel>
  );
};
