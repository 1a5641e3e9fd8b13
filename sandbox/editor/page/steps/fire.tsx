import { Button, Group, NativeSelect, Stack, Tabs, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Sent, ZapView } from '../../protocol.ts';
import { post } from '../api.ts';
import type { Chosen } from '../lookup.ts';
import { AttackList } from '../parts/attack-list.tsx';
import { DeliveryList } from '../parts/delivery-list.tsx';
import { LastPipeline } from '../parts/last-pipeline.tsx';
import { Next } from '../parts/next.tsx';
import { ErrorNote } from '../parts/note.tsx';
import { Panel } from '../parts/panel.tsx';
import type { Route } from '../route.ts';
import { useTask } from '../use-task.ts';

const jsonProblem = (text: string): string | undefined => {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return 'This is not JSON. It is sent and signed all the same: see what the trigger makes of it.';
  }
};

/** Send: any event of the provider, or an attack; and what became of each. */
export const Fire = ({
  route,
  chosen,
  zap,
}: {
  readonly route: Route;
  readonly chosen: Chosen;
  readonly zap: ZapView;
}) => {
  const { provider, deliveries } = chosen;
  const [key, setKey] = useState(zap.trigger);
  const bodyOf = (wanted: string) => provider.events.find((event) => event.key === wanted)?.body ?? '{}';
  const [body, setBody] = useState(bodyOf(key));
  const { isRunning, error, run } = useTask();
  const last = deliveries.at(-1);
  const fire = () => run(() => post<Sent>('/api/fire', { trigger: key, body }));

  return (
    <Panel title="Send" lead={`Let ${provider.label} send an event, then try to fool the Zap.`}>
      {last && <LastPipeline delivery={last} />}
      <Tabs defaultValue="event" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="event">Event</Tabs.Tab>
          <Tabs.Tab value="attacks">Attacks</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="event" pt="md">
          <Stack gap="md">
            <NativeSelect
              label="Event"
              data={provider.events.map((event) => ({ value: event.key, label: `${event.label} (${event.type})` }))}
              value={key}
              onChange={({ currentTarget }) => {
                setKey(currentTarget.value);
                setBody(bodyOf(currentTarget.value));
              }}
            />
            <Textarea
              label="Body"
              description={
                jsonProblem(body) ?? 'As the provider documents it. Change what you like: it is signed afterwards.'
              }
              value={body}
              onChange={({ currentTarget }) => setBody(currentTarget.value)}
              autosize
              minRows={4}
              maxRows={14}
              spellCheck={false}
              classNames={{ input: 'mono' }}
            />
            <Group>
              <Button onClick={fire} loading={isRunning}>
                Send from {provider.label}
              </Button>
              <Button variant="subtle" onClick={() => setBody(bodyOf(key))}>
                Documented body
              </Button>
            </Group>
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="attacks" pt="md">
          <AttackList zap={zap} />
        </Tabs.Panel>
      </Tabs>
      <ErrorNote error={error} />
      <DeliveryList deliveries={deliveries} />
      <Group>
        <Next route={route} step="off" label="Turn off" />
      </Group>
    </Panel>
  );
};
