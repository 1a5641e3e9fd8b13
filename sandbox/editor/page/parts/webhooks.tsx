import type { TargetView } from '../../protocol.ts';

/** A provider's webhooks for a Zap. */
export const Webhooks = ({
  targets,
  provider,
}: {
  readonly targets: readonly TargetView[];
  readonly provider: string;
}) =>
  targets.length > 0 && (
    <section>
      <h3 className="subheading">Webhooks at {provider}</h3>
      {targets.map(({ id, url, types }) => (
        <dl key={id} className="properties">
          <dt>Webhook</dt>
          <dd>{id}</dd>
          <dt>Events</dt>
          <dd>{types === 'every' ? 'every event' : types.join(', ')}</dd>
          <dt>URL</dt>
          <dd>{url}</dd>
        </dl>
      ))}
    </section>
  );
