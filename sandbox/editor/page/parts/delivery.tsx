import { Button, Group, Text } from '@mantine/core';
import { plural } from '../../../plural.ts';
import type { DeliveryView } from '../../protocol.ts';
import { post } from '../api.ts';
import { capitalized, milliseconds, timeOfDay } from '../format.ts';
import { useTask } from '../use-task.ts';
import { Calls } from './calls.tsx';
import { CodeBox } from './code.tsx';
import { ErrorNote, Note } from './note.tsx';
import { Pipeline } from './pipeline.tsx';
import { RecordTable } from './record.tsx';
import { Tag, VerdictTag, verdictTone } from './tag.tsx';
import { Timings } from './timings.tsx';

const Request = ({ request: { line, headers, body } }: Pick<DeliveryView, 'request'>) => (
  <>
    <CodeBox text={[line, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n')} label="Request headers" />
    <CodeBox text={body} label="Request body" />
  </>
);

const Detail = ({ delivery, isLast }: { readonly delivery: DeliveryView; readonly isLast: boolean }) => {
  const { id, stages, title, message, remedy, why, request, output, calls, timings, expected } = delivery;
  const { isRunning, error, run } = useTask();
  return (
    <div className="delivery-detail">
      {!isLast && <Pipeline stages={stages} label={`Pipeline: ${title}`} />}
      {why && (
        <Text size="sm" c="dimmed">
          {why} {expected && `Expected: ${expected}.`}
        </Text>
      )}
      {message && (
        <Note tone={verdictTone(delivery.verdict)} title={message}>
          {remedy}
        </Note>
      )}
      {output ? (
        <div className="two-columns">
          <section>
            <h4 className="subheading">Zap output</h4>
            <RecordTable rows={output.rows} label="Zap output" />
          </section>
          <section>
            <h4 className="subheading">Raw request, as Zapier passes it to the app</h4>
            <Request request={request} />
          </section>
        </div>
      ) : (
        <section>
          <h4 className="subheading">Raw request, as Zapier passes it to the app</h4>
          <div className="two-columns">
            <Request request={request} />
          </div>
        </section>
      )}
      <Timings timings={timings} />
      <Calls calls={calls} title="API calls" />
      <ErrorNote error={error} />
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          loading={isRunning}
          onClick={() => run(() => post('/api/replay', { delivery: id }))}
        >
          Replay
        </Button>
      </Group>
    </div>
  );
};

interface DeliveryProps {
  readonly delivery: DeliveryView;
  readonly isOpen: boolean;
  /** The last delivery's pipeline is shown above the list. */
  readonly isLast: boolean;
  readonly toggle: () => void;
}

/** A delivery: a line that expands to the details. */
export const Delivery = ({ delivery, isOpen, isLast, toggle }: DeliveryProps) => {
  const { at, title, verdict, reason, timings, output, isAsExpected } = delivery;
  const differences = output?.rows.filter((row) => row.isMissing || row.problem).length ?? 0;
  const total = timings.at(-1);
  return (
    <article className={`delivery${isOpen ? ' open' : ''}`}>
      <button type="button" className="delivery-line" aria-expanded={isOpen} onClick={toggle}>
        <span className="delivery-title">{capitalized(title)}</span>
        <span className="delivery-tags">
          <VerdictTag verdict={verdict} />
          {reason && <code>{reason}</code>}
          {differences > 0 && <Tag tone="warn">{plural(differences, 'difference')}</Tag>}
          {isAsExpected !== undefined && (
            <Tag tone={isAsExpected ? 'good' : 'bad'}>{isAsExpected ? 'as expected' : 'not as expected'}</Tag>
          )}
        </span>
        <span className="delivery-time dimmed">
          {total && <span>{milliseconds(total.milliseconds)}</span>}
          <span>{timeOfDay(at)}</span>
        </span>
      </button>
      {isOpen && <Detail delivery={delivery} isLast={isLast} />}
    </article>
  );
};
