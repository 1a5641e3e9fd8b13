import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Done, ZapView } from '../../protocol.ts';
import { post } from '../api.ts';
import type { Selected } from '../lookup.ts';
import { Calls } from '../parts/calls.tsx';
import { ErrorNote, Note } from '../parts/note.tsx';
import { Panel } from '../parts/panel.tsx';
import { Webhooks } from '../parts/webhooks.tsx';
import { useTask } from '../use-task.ts';

type TurnedOff = Done<{ readonly status: number }>;

/** Turn off: the subscription is deleted, and the URL returns 410. */
export const TurnOff = ({ selected, zap }: { readonly selected: Selected; readonly zap: ZapView }) => {
  const { provider, trigger } = selected;
  const [result, setResult] = useState<TurnedOff>();
  const { isRunning, error, run } = useTask();
  const { isStatic = false } = trigger ?? {};
  const turnOff = () => run(async () => setResult(await post<TurnedOff>(`/api/zaps/${zap.trigger}/off`)));
  const isOrphaned = zap.targets.length > 0;

  return (
    <Panel
      title="Turn off"
      lead={
        isStatic
          ? 'Zapier stops accepting requests at this URL.'
          : `The app deletes its subscription at ${provider.label}.`
      }
    >
      {zap.isOn && (
        <Group>
          <Button onClick={turnOff} loading={isRunning}>
            Turn off Zap
          </Button>
        </Group>
      )}
      <ErrorNote error={error ?? result?.error} />
      {!zap.isOn && (
        <Stack gap="md">
          <Note tone="good" title="The Zap is off" />
          {result?.result && (
            <Note
              tone="info"
              title={`The URL returns ${result.result.status}${result.result.status === 410 ? ' Gone' : ''}`}
            >
              Tested after the Zap was turned off: {zap.url}
            </Note>
          )}
          {isOrphaned ? (
            <Note tone="warn" title={`${provider.label} still has the URL`}>
              Zapier rejects what it sends there. Remove the URL in its settings.
              <Group mt="sm">
                <Button variant="default" onClick={() => run(() => post(`/api/zaps/${zap.trigger}/remove-url`))}>
                  Remove it from {provider.label}
                </Button>
              </Group>
            </Note>
          ) : (
            <Note tone="info">{provider.label} has no webhook for this Zap.</Note>
          )}
        </Stack>
      )}
      <Webhooks targets={zap.targets} provider={provider.label} />
      {result && <Calls calls={result.calls} title="API calls" />}
    </Panel>
  );
};
