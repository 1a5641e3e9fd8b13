import { Text } from '@mantine/core';
import type { CallView } from '../../protocol.ts';
import { milliseconds } from '../format.ts';
import { CodeBox } from './code.tsx';
import { Tag } from './tag.tsx';

const Call = ({ call }: { readonly call: CallView }) => {
  const { provider, method, path, status, requestBody, responseBody } = call;
  return (
    <details className="expandable">
      <summary>
        <Tag tone={status < 400 ? 'good' : 'bad'}>{status}</Tag>
        <code>
          {method} {path}
        </code>
        <span className="dimmed">
          {provider}, {milliseconds(call.milliseconds)}
        </span>
      </summary>
      <div className={requestBody ? 'two-columns' : ''}>
        {requestBody && (
          <div>
            <Text size="sm" fw={600} mb={4}>
              Request
            </Text>
            <CodeBox text={requestBody} label={`Request of ${method} ${path}`} />
          </div>
        )}
        <div>
          <Text size="sm" fw={600} mb={4}>
            Response
          </Text>
          {responseBody ? (
            <CodeBox text={responseBody} label={`Response to ${method} ${path}`} />
          ) : (
            <Text size="sm">No body</Text>
          )}
        </div>
      </div>
    </details>
  );
};

/** The app's calls of a provider's API. */
export const Calls = ({ calls, title }: { readonly calls: readonly CallView[]; readonly title: string }) =>
  calls.length > 0 && (
    <section>
      <h3 className="subheading">{title}</h3>
      {calls.map((call, index) => (
        // Calls have no IDs.
        // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows with a new delivery
        <Call key={index} call={call} />
      ))}
    </section>
  );
