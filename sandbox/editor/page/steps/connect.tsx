import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Done, FieldView } from '../../protocol.ts';
import { post } from '../api.ts';
import { fieldsOf, type Selected } from '../lookup.ts';
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
  readonly selected: Selected;
  readonly values: Readonly<Record<string, string>>;
  readonly setValues: (values: Readonly<Record<string, string>>) => void;
}

/** Connect account: the form that Zapier shows. The emulators accept its credentials. */
export const Connect = ({ state, route, selected, values, setValues }: ConnectProps) => {
  const { provider } = selected;
  const { providerFields, otherFields } = fieldsOf(state.app, provider);
  const [done, setDone] = useState<Done<{ label: string }>>();
  const { isRunning, error, run } = useTask();
  const credentials =
    providerFields.length > 0
      ? provider.credentials
      : Object.assign({}, ...state.app.providers.map((one) => one.credentials));

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
  const includesProvider = providerFields.length === 0 || connection?.providers.includes(provider.key);

  return (
    <Panel
      title="Connect account"
      lead={`Connect ${providerFields.length > 0 ? `your ${provider.label}` : 'an'} account. One connection can be for several providers, so fill in only the fields of those that you use.`}
    >
      {connection && (
        <Note tone={includesProvider ? 'good' : 'warn'} title={`Connected: ${connection.label}`}>
          {!includesProvider &&
            `This connection does not include ${provider.label}. Fill in its fields and connect again.`}
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
              Use sandbox credentials
            </Button>
            <Button variant="subtle" onClick={() => setValues({})}>
              Clear form
            </Button>
          </Group>
          {providerFields.map(toField)}
          {otherFields.length > 0 && (
            <details className="other-fields" open={providerFields.length === 0}>
              <summary>{providerFields.length > 0 ? 'Fields of other providers' : 'Fields of all providers'}</summary>
              <Stack gap="lg" mt="md">
                {otherFields.map(toField)}
              </Stack>
            </details>
          )}
          <ErrorNote error={error ?? done?.error} />
          <Group>
            <Button type="submit" loading={isRunning} variant={includesProvider && connection ? 'default' : 'filled'}>
              {connection ? 'Connect again' : 'Yes, Continue'}
            </Button>
            {connection && includesProvider && <Next route={route} step="set-up" label="Set up" />}
          </Group>
        </Stack>
      </form>
      {done && <Calls calls={done.calls} title="API calls" />}
    </Panel>
  );
};
