import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ActionView, Done, FieldView, RecordView } from '../../protocol.ts';
import { post } from '../api.ts';
import { milliseconds } from '../format.ts';
import { Calls } from '../parts/calls.tsx';
import { Field } from '../parts/field.tsx';
import { ErrorNote } from '../parts/note.tsx';
import { Panel } from '../parts/panel.tsx';
import { RecordTable } from '../parts/record.tsx';
import { useTask } from '../use-task.ts';

const isPair = (value: unknown): value is [string, string] => Array.isArray(value) && value.length === 2;

/** The form's values as Zapier passes them to the app: names and values become an object. */
const toInput = (fields: readonly FieldView[], values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    fields.map(({ key, dict }) => {
      const value = values[key];
      return [key, dict && Array.isArray(value) ? Object.fromEntries(value.filter(isPair)) : value];
    }),
  );

const askFields = (key: string, input: Readonly<Record<string, unknown>>) =>
  post<readonly FieldView[]>(`/api/creates/${key}/fields`, { input });

const defaultsOf = (fields: readonly FieldView[]) =>
  Object.fromEntries(fields.flatMap((field) => (field.default ? [[field.key, field.default]] : [])));

/** Set up and test an action. */
export const RunCreate = ({ create }: { readonly create: ActionView }) => {
  const [fields, setFields] = useState<readonly FieldView[]>([]);
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({});
  const [done, setDone] = useState<Done<RecordView>>();
  const { isRunning, error, run } = useTask();
  const { key } = create;

  useEffect(() => {
    setDone(undefined);
    void run(async () => {
      const found = await askFields(key, {});
      setFields(found);
      setValues(defaultsOf(found));
    });
  }, [key, run]);

  const change = (field: FieldView, value: unknown) => {
    const next = { ...values, [field.key]: value };
    setValues(next);
    if (!field.altersDynamicFields) return;
    void run(async () => {
      const found = await askFields(key, toInput(fields, next));
      setFields(found);
      setValues({ ...defaultsOf(found), ...next });
    });
  };

  const perform = () =>
    run(async () => setDone(await post<Done<RecordView>>(`/api/creates/${key}`, { input: toInput(fields, values) })));

  return (
    <Panel title="Set up and test" lead={create.description}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void perform();
        }}
      >
        <Stack gap="lg">
          {fields.map((field) => (
            <Field key={field.key} field={field} value={values[field.key]} onChange={(value) => change(field, value)} />
          ))}
          <ErrorNote error={error ?? done?.error} />
          <Group>
            <Button type="submit" loading={isRunning}>
              Test step
            </Button>
          </Group>
        </Stack>
      </form>
      {done?.result && (
        <Stack gap="sm">
          <Text role="status">Done in {milliseconds(done.milliseconds)}.</Text>
          <RecordTable rows={done.result.rows} label={done.result.title} />
        </Stack>
      )}
      {done && <Calls calls={done.calls} title="API calls" />}
    </Panel>
  );
};
