import { Button, Group, Stack } from '@mantine/core';
import type { Done, ZapView } from '../../protocol.ts';
import { post } from '../api.ts';
import type { Chosen } from '../lookup.ts';
import { Calls } from '../parts/calls.tsx';
import { CodeBox } from '../parts/code.tsx';
import { Next } from '../parts/next.tsx';
import { ErrorNote, Note } from '../parts/note.tsx';
import { Panel } from '../parts/panel.tsx';
import { Targets } from '../parts/targets.tsx';
import { hrefOf, type Route } from '../route.ts';
import { useTask } from '../use-task.ts';

/** What turning a Zap on came to. */
export type TurnedOn = Done<ZapView>;

interface TurnOnProps {
  readonly route: Route;
  readonly chosen: Chosen;
  readonly zap: ZapView;
  readonly turned: TurnedOn | undefined;
  readonly setTurned: (turned: TurnedOn) => void;
}

/** Turn on: the subscription, what it took, and what both sides keep of it. */
export const TurnOn = ({ route, chosen, zap, turned, setTurned }: TurnOnProps) => {
  const { provider, trigger } = chosen;
  const { isRunning, error, run } = useTask();
  const turnOn = () => run(async () => setTurned(await post<TurnedOn>(`/api/zaps/${zap.trigger}/on`)));
  const { isStatic = false } = trigger ?? {};

  return (
    <Panel
      title="Turn on"
      lead={
        isStatic
          ? 'Nothing is sent: from now on Zapier takes what comes to the URL.'
          : `The app asks ${provider.label} to send this event to the Zap’s URL.`
      }
    >
      <Group>
        {!zap.isOn && (
          <Button onClick={turnOn} loading={isRunning}>
            Turn on Zap
          </Button>
        )}
        {zap.isOn && <Next route={route} step="fire" label="Send an event" />}
      </Group>
      <ErrorNote error={error ?? turned?.error} />
      {zap.isOn && (
        <Stack gap="lg">
          <Note tone="good" title="The Zap is on" />
          {zap.targets.length === 0 && (
            <Note tone="warn" title={`${provider.label} does not have the URL yet`}>
              Nothing will come until it has. <a href={hrefOf({ ...route, step: 'set-up' })}>Paste it in “Set up”.</a>
            </Note>
          )}
          <Targets targets={zap.targets} provider={provider.label} />
          {zap.subscription && (
            <section>
              <h3 className="minor">What Zapier keeps, secrets covered</h3>
              <CodeBox text={JSON.stringify(zap.subscription)} label="What Zapier keeps of the subscription" />
            </section>
          )}
        </Stack>
      )}
      {turned && <Calls calls={turned.calls} title={`What was sent to ${provider.label}`} />}
    </Panel>
  );
};
