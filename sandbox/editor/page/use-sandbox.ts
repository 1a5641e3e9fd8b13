import { useCallback, useEffect, useState } from 'react';
import type { AppView, DeliveryView, ErrorView, Message, StateView } from '../protocol.ts';
import { errorOf, get } from './api.ts';

/** The sandbox's app and state. */
export interface SandboxState extends StateView {
  readonly app: AppView;
}

const withDelivery = (deliveries: readonly DeliveryView[], delivery: DeliveryView): readonly DeliveryView[] =>
  deliveries.some(({ id }) => id === delivery.id)
    ? deliveries.map((known) => (known.id === delivery.id ? delivery : known))
    : [...deliveries, delivery];

const changed = (state: SandboxState, message: Message): SandboxState => {
  if (message.kind === 'delivery') return { ...state, deliveries: withDelivery(state.deliveries, message.delivery) };
  const { connection, ...rest } = state;
  return { ...rest, zaps: message.zaps, ...(message.connection && { connection: message.connection }) };
};

/** Loads the sandbox's state and keeps it up to date. */
export const useSandbox = (): { readonly state?: SandboxState; readonly error?: ErrorView } => {
  const [state, setState] = useState<SandboxState>();
  const [error, setError] = useState<ErrorView>();

  const load = useCallback(async () => {
    try {
      const [app, now] = await Promise.all([get<AppView>('/api/app'), get<StateView>('/api/state')]);
      setState({ ...now, app });
      setError(undefined);
    } catch (caught) {
      setError(errorOf(caught));
    }
  }, []);

  useEffect(() => {
    const stream = new EventSource('/api/stream');
    // The stream does not repeat what happened while it was closed.
    stream.onopen = () => void load();
    stream.onerror = () =>
      setError({ name: 'Unreachable', message: 'The sandbox has stopped. Run “npm start” again.' });
    stream.onmessage = ({ data }) => {
      const message: Message = JSON.parse(data);
      setState((now) => now && changed(now, message));
    };
    return () => stream.close();
  }, [load]);

  return { ...(state && { state }), ...(error && { error }) };
};
