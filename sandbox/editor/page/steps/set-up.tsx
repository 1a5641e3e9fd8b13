import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { FieldView, ZapView } from '../../protocol.ts';
import { post } from '../api.ts';
import type { Selected } from '../lookup.ts';
import { Copyable } from '../parts/copy.tsx';
import { Field } from '../parts/field.tsx';
import { HelpText } from '../parts/help.tsx';
import { ErrorNote, Note } from '../parts/note.tsx';
import { Panel } from '../parts/panel.tsx';
import { go, type Route } from '../route.ts';
import { useTask } from '../use-task.ts';

/** The URL of a static webhook, to paste into the provider's settings. */
const PasteUrl = ({ selected, zap }: { readonly selected: Selected; readonly zap: ZapView }) => {
  const { provider, trigger } = selected;
  const { isRunning, error, run } = useTask();
  const isPasted = zap.targets.length > 0;
  return (
    <Stack gap="md" component="section" aria-label="Webhook URL">
      <div>
        <Text fw={600} size="sm" mb={4}>
          Your webhook URL
        </Text>
        <Copyable text={zap.publicUrl ?? zap.url} label="the webhook URL" />
        {zap.publicUrl && (
          <Text size="sm" c="dimmed" mt={4}>
            This is the URL of your tunnel. The emulator of {provider.label} uses {zap.url}
          </Text>
        )}
      </div>
      {trigger?.directions && <HelpText text={trigger.directions} />}
      <Group>
        <Button
          variant={isPasted ? 'default' : 'light'}
          loading={isRunning}
          disabled={isPasted}
          onClick={() => run(() => post(`/api/zaps/${zap.trigger}/paste-url`))}
        >
          Paste it into {provider.label}
        </Button>
      </Group>
      <div aria-live="polite">{isPasted && <Note tone="good">{provider.label} has the URL.</Note>}</div>
      <ErrorNote error={error} />
    </Stack>
  );
};

/** Set up: the input fields, and the URL of a static webhook. */
export const SetUp = ({
  route,
  selected,
  zap,
}: {
  readonly route: Route;
  readonly selected: Selected;
  readonly zap: ZapView;
}) => {
  const [input, setInput] = useState(zap.input);
  const { isRunning, error, run } = useTask();
  const { isStatic = false } = selected.trigger ?? {};
  const isLocked = zap.isOn;
  const save = () =>
    run(async () => {
      if (!isLocked) await post(`/api/zaps/${zap.trigger}/set-up`, { input });
      go({ ...route, step: 'test' });
    });

  const change = ({ key, altersDynamicFields }: FieldView, value: unknown) => {
    const next = { ...input, [key]: value };
    setInput(next);
    if (altersDynamicFields) void run(() => post(`/api/zaps/${zap.trigger}/set-up`, { input: next }));
  };

  return (
    <Panel title="Set up" lead={selected.trigger?.description}>
      {isStatic && <PasteUrl selected={selected} zap={zap} />}
      {isLocked && <Note tone="info">The Zap is on. Turn it off to change its setup.</Note>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="lg">
          {zap.inputFields.map((field) => (
            <Field
              key={field.key}
              field={field}
              value={input[field.key]}
              disabled={isLocked}
              onChange={(value) => change(field, value)}
            />
          ))}
          {zap.inputFields.length === 0 && !isStatic && <Text c="dimmed">This trigger needs no setup.</Text>}
          <ErrorNote error={error} />
          <Group>
            <Button type="submit" loading={isRunning}>
              Continue
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
};
