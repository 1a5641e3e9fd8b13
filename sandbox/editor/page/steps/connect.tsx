import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Done, FieldView } from '../../protocol.ts';
import { post } from '../api.ts';
import { type Chosen, fieldsOf } from '../lookup.ts';
import { Calls } from '../parts/calls.tsx';
import { Field } from '../parts/field.tsx';
import { Next } from '../parts/next.tsx';
import { ErrorNote, Note } from '../parts/note.tsx';
import { Panel } from '../parts/panel.tsx';
import type { Route } from '../route.ts';
import type { SandboxState } from '../use-sandbox.ts';
import { useTask } from '../use-task.ts';

interface ConnectProps {
  readonly state: SandboxState;
  readonly route: Route;
  readonly chosen: Chosen;
  readonly values: Readonly<Record<string, string>>;
  readonly setValues: (values: Readonly<Record<string, string>>) => void;
}

/** Connect: the form that Zapier will show, tested against the emulators. */
export const Connect = ({ state, route, chosen, values, setValues }: ConnectProps) => {
  const { provider } = chosen;
  const { own, others } = fieldsOf(state.app, provider);
  const [done, setDone] = useState<Done<{ label: string }>>();
  const { isRunning, error, run } = useTask();
  const credentials =
    own.length > 0 ? provider.credentials : Object.assign({}, ...state.app.providers.map((one) => one.credentials));

  const connect = () => run(async () => setDone(await post<Done<{ label: string }>>('/api/connect', { values })));
  const toField = (field: FieldView) => (
    <Field
      key={field.key}
      field={field}
      value={values[field.key]}
      onChange={(value) => setValues({ ...values, [field.key]: String(value ?? '') })}
    />
  );
  const { connection } = state;
  const covers = own.length === 0 || connection?.providers.includes(provider.key);

  return (
    <Panel
      title="Connect"
      lead={`Connect ${own.length > 0 ? provider.label : 'an account'}. One connection may hold several providers, so no field is required on its own.`}
    >
      {connection && (
        <Note tone={covers ? 'good' : 'warn'} title={`Connected: ${connection.label}`}>
          {!covers && `This connection is not for ${provider.label} yet. Fill in its fields as well.`}
        </Note>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void connect();
        }}
      >
        <Stack gap="lg">
          <Group>
            <Button variant="light" onClick={() => setValues({ ...values, ...credentials })}>
              Fill in the sandbox’s credentials
            </Button>
            <Button variant="subtle" onClick={() => setValues({})}>
              Empty the form
            </Button>
          </Group>
          {own.map(toField)}
          {others.length > 0 && (
            <details className="others" open={own.length === 0}>
              <summary>{own.length > 0 ? 'Fields of other providers' : 'Fields of all providers'}</summary>
              <Stack gap="lg" mt="md">
                {others.map(toField)}
              </Stack>
            </details>
          )}
          <ErrorNote error={error ?? done?.error} />
          <Group>
            <Button type="submit" loading={isRunning} variant={covers && connection ? 'default' : 'filled'}>
              {connection ? 'Connect again' : 'Yes, Continue'}
            </Button>
            {connection && covers && <Next route={route} step="set-up" label="Set up" />}
          </Group>
        </Stack>
      </form>
      {done && <Calls calls={done.calls} title="What the app asked of the provider" />}
    </Panel>
  );
};
