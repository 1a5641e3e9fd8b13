import { Button, Group, Text } from '@mantine/core';
import type { DeliveryView } from '../../protocol.ts';
import { post } from '../api.ts';
import { capitalised, milliseconds, timeOfDay } from '../format.ts';
import { useTask } from '../use-task.ts';
import { Calls } from './calls.tsx';
import { CodeBox } from './code.tsx';
import { ErrorNote, Note } from './note.tsx';
import { Pipeline } from './pipeline.tsx';
import { RecordTable } from './record.tsx';
import { Tag, VerdictTag } from './tag.tsx';
import { Timings } from './timings.tsx';

const toneOf = ({ verdict }: DeliveryView) =>
  verdict === 'refused' || verdict === 'error' || verdict === 'gone' ? 'bad' : verdict === 'waiting' ? 'warn' : 'plain';

const Request = ({ request: { line, headers, body } }: Pick<DeliveryView, 'request'>) => (
  <>
    <CodeBox
      text={[line, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n')}
      label="Head of the request"
    />
    <CodeBox text={body} label="Body of the request" />
  </>
);

const Detail = ({ delivery, isLast }: { readonly delivery: DeliveryView; readonly isLast: boolean }) => {
  const { id, stages, title, message, remedy, why, request, output, calls, timings, expected } = delivery;
  const { isRunning, error, run } = useTask();
  return (
    <div className="delivery-detail">
      {!isLast && <Pipeline stages={stages} label={`The way of ${title}`} />}
      {why && (
        <Text size="sm" c="dimmed">
          {why} {expected && `Expected: ${expected}.`}
        </Text>
      )}
      {message && (
        <Note tone={toneOf(delivery)} title={message}>
          {remedy}
        </Note>
      )}
      {output ? (
        <div className="pair">
          <section>
            <h4 className="minor">What the Zap gets</h4>
            <RecordTable rows={output.rows} label="What the Zap gets" />
          </section>
          <section>
            <h4 className="minor">Raw request, as the app gets it</h4>
            <Request request={request} />
          </section>
        </div>
      ) : (
        <section>
          <h4 className="minor">Raw request, as the app gets it</h4>
          <div className="pair">
            <Request request={request} />
          </div>
        </section>
      )}
      <Timings timings={timings} />
      <Calls calls={calls} title="What the app asked of the provider" />
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
  /** Its way stands above already. */
  readonly isLast: boolean;
  readonly toggle: () => void;
}

/** One delivery: a line, and all about it on demand. */
export const Delivery = ({ delivery, isOpen, isLast, toggle }: DeliveryProps) => {
  const { at, title, verdict, reason, timings, output, isAsExpected } = delivery;
  const drifted = output?.rows.filter((row) => row.isMissing || row.problem).length ?? 0;
  const whole = timings.at(-1);
  return (
    <article className={`delivery${isOpen ? ' open' : ''}`}>
      <button type="button" className="delivery-line" aria-expanded={isOpen} onClick={toggle}>
        <span className="delivery-title">{capitalised(title)}</span>
        <span className="delivery-tags">
          <VerdictTag verdict={verdict} />
          {reason && <code>{reason}</code>}
          {drifted > 0 && <Tag tone="warn">{drifted} drifted</Tag>}
          {isAsExpected !== undefined && (
            <Tag tone={isAsExpected ? 'good' : 'bad'}>{isAsExpected ? 'as expected' : 'not as expected'}</Tag>
          )}
        </span>
        <span className="delivery-time dimmed">
          {whole && <span>{milliseconds(whole.milliseconds)}</span>}
          <span>{timeOfDay(at)}</span>
        </span>
      </button>
      {isOpen && <Detail delivery={delivery} isLast={isLast} />}
    </article>
  );
};
