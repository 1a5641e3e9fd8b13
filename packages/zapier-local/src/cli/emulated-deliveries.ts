import type { Local } from '../config/local.ts';
import type { Zap } from '../zapier/zaps.ts';
import type { Delivery } from './run-plan.ts';

/** The usual event of the emulator that sends events to a Zap, signed: none if no emulator of the configuration can. */
export const emulatedDeliveries = async (local: Local, zap: Zap): Promise<Delivery[]> => {
  const event = local.emulatorOf(zap)?.events?.(zap)[0];
  const request = event && (await local.createRequest(zap, event));
  if (!event || !request) return [];
  const { method, url, headers, body } = request;
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return [{ name: event.name, request: { method, query: new URL(url).search.slice(1), headers, body: bytes } }];
};
