import { Button, Group, NativeSelect, Stack, Tabs, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Sent, ZapView } from '../../protocol.ts';
import { post } from '../api.ts';
import type { Selected } from '../lookup.ts';
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
    return 'This is not JSON. It is signed and sent nevertheless, and the trigger refuses it.';
  }
};

/** Send events: test events and attacks, and the deliveries. */
export const SendEvents = ({
  route,
  selected,
  zap,
}: {
  readonly route: Route;
  readonly selected: Selected;
  readonly zap: ZapView;
}) => {
  const { provider, deliveries } = selected;
  const [key, setKey] = useState(zap.trigger);
  const bodyOf = (trigger: string) => provider.events.find((event) => event.key === trigger)?.body ?? '{}';
  const [body, setBody] = useState(bodyOf(key));
  const { isRunning, error, run } = useTask();
  const last = deliveries.at(-1);
  const send = () => run(() => post<Sent>('/api/send', { trigger: key, body }));

  return (
    <Panel title="Send events" lead="Send a test event, or simulate an attack.">
      {last && <LastPipeline delivery={last} />}
      <Tabs defaultValue="event" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="event">Test event</Tabs.Tab>
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
                jsonProblem(body) ??
                `The body that ${provider.label} documents. You can change it: it is signed when you send it.`
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
              <Button onClick={send} loading={isRunning}>
                Send from {provider.label}
              </Button>
              <Button variant="subtle" onClick={() => setBody(bodyOf(key))}>
                Reset body
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
        <Next route={route} step="turn-off" label="Turn off" />
      </Group>
    </Panel>
  );
};
