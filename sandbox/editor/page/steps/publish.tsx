import { Button, Group, Stack } from '@mantine/core';
import type { Done, ZapView } from '../../protocol.ts';
import { post } from '../api.ts';
import type { Selected } from '../lookup.ts';
import { Calls } from '../parts/calls.tsx';
import { CodeBox } from '../parts/code.tsx';
import { Next } from '../parts/next.tsx';
import { ErrorNote, Note } from '../parts/note.tsx';
import { Panel } from '../parts/panel.tsx';
import { Webhooks } from '../parts/webhooks.tsx';
import { hrefOf, type Route } from '../route.ts';
import { useTask } from '../use-task.ts';

/** The result of turning a Zap on. */
export type Published = Done<ZapView>;

interface PublishProps {
  readonly route: Route;
  readonly selected: Selected;
  readonly zap: ZapView;
  readonly published: Published | undefined;
  readonly setPublished: (published: Published) => void;
}

/** Publish: turns the Zap on and shows the subscription. */
export const Publish = ({ route, selected, zap, published, setPublished }: PublishProps) => {
  const { provider, trigger } = selected;
  const { isRunning, error, run } = useTask();
  const publish = () => run(async () => setPublished(await post<Published>(`/api/zaps/${zap.trigger}/on`)));
  const { isStatic = false } = trigger ?? {};

  return (
    <Panel
      title="Publish"
      lead={
        isStatic
          ? 'This turns the Zap on: Zapier starts to accept requests at its URL.'
          : `This turns the Zap on: the app subscribes its URL to this event at ${provider.label}.`
      }
    >
      <Group>
        {!zap.isOn && (
          <Button onClick={publish} loading={isRunning}>
            Publish Zap
          </Button>
        )}
        {zap.isOn && <Next route={route} step="send" label="Send events" />}
      </Group>
      <ErrorNote error={error ?? published?.error} />
      {zap.isOn && (
        <Stack gap="lg">
          <Note tone="good" title="The Zap is on" />
          {zap.targets.length === 0 && (
            <Note tone="warn" title={`${provider.label} does not have the URL yet`}>
              It sends no events until you <a href={hrefOf({ ...route, step: 'set-up' })}>paste it there in “Set up”</a>
              .
            </Note>
          )}
          <Webhooks targets={zap.targets} provider={provider.label} />
          {zap.subscription && (
            <section>
              <h3 className="subheading">Subscription, with secrets masked</h3>
              <CodeBox text={JSON.stringify(zap.subscription)} label="Subscription" />
            </section>
          )}
        </Stack>
      )}
      {published && <Calls calls={published.calls} title="API calls" />}
    </Panel>
  );
};
