import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { plural } from '../../../plural.ts';
import type { DeliveryView, Done, RecordView, Row, ZapView } from '../../protocol.ts';
import { post } from '../api.ts';
import { milliseconds } from '../format.ts';
import { Calls } from '../parts/calls.tsx';
import { Next } from '../parts/next.tsx';
import { ErrorNote, Note } from '../parts/note.tsx';
import { Panel } from '../parts/panel.tsx';
import { RecordTable } from '../parts/record.tsx';
import type { Route } from '../route.ts';
import { useTask } from '../use-task.ts';

/** The result of a test. */
export type Tested = Done<readonly RecordView[]>;

interface TestProps {
  readonly route: Route;
  readonly zap: ZapView;
  readonly deliveries: readonly DeliveryView[];
  readonly tested: Tested | undefined;
  readonly setTested: (tested: Tested) => void;
}

/** Fields of the sample that are missing in the last delivery. */
const missingIn = (deliveries: readonly DeliveryView[]): readonly Row[] =>
  deliveries.findLast(({ output }) => output)?.output?.rows.filter(({ isMissing }) => isMissing) ?? [];

/** Test: the newest records, whose fields later steps use. */
export const Test = ({ route, zap, deliveries, tested, setTested }: TestProps) => {
  const [at, setAt] = useState('0');
  const { isRunning, error, run } = useTask();
  const test = () => run(async () => setTested(await post<Tested>(`/api/zaps/${zap.trigger}/test`)));
  const records = tested?.result ?? [];
  const record = records[Number(at)] ?? records[0];
  const missingLive = missingIn(deliveries);
  const unlabeled = record?.rows.filter(({ isUnlabeled }) => isUnlabeled).length ?? 0;
  const missing = record?.rows.filter(({ isMissing }) => isMissing).length ?? 0;

  return (
    <Panel title="Test" lead="Zapier lists the newest records. Later steps of the Zap use their fields.">
      <Group>
        <Button onClick={test} loading={isRunning} variant={record ? 'default' : 'filled'}>
          {record ? 'Test again' : 'Test trigger'}
        </Button>
        {record && <Next route={route} step="publish" label="Continue" />}
      </Group>
      <ErrorNote error={error ?? tested?.error} />
      {tested && record && (
        <Stack gap="sm">
          <Text role="status">
            {plural(records.length, 'record')} in {milliseconds(tested.milliseconds)}.
          </Text>
          {records.length > 1 && (
            <SegmentedControl
              aria-label="Record"
              value={at}
              onChange={setAt}
              data={records.map(({ title }, index) => ({ value: String(index), label: title }))}
              style={{ alignSelf: 'start' }}
            />
          )}
          {(unlabeled > 0 || missing > 0) && (
            <Note tone="warn">
              {[
                unlabeled > 0 && `${plural(unlabeled, 'field')} without a label: Zapier derives one from the key.`,
                missing > 0 &&
                  `${plural(missing, 'field')} of the sample ${missing === 1 ? 'is' : 'are'} missing in this record.`,
              ]
                .filter(Boolean)
                .join(' ')}
            </Note>
          )}
          {missingLive.length > 0 && (
            <Note tone="bad" title="Fields of the sample are missing in the last delivery">
              {missingLive.map(({ label }) => label).join(', ')}
            </Note>
          )}
          <RecordTable rows={record.rows} label={record.title} />
        </Stack>
      )}
      {tested && <Calls calls={tested.calls} title="API calls" />}
    </Panel>
  );
};
