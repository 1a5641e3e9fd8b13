import type { Bundle } from 'zapier-platform-core';
import type { Filter } from '../providers/provider.ts';
import type { Body, Verified } from '../verification/verify.ts';
import { ANY_EVENT, type Event } from './define-event.ts';

type Inputs = Bundle['inputData'];

/** The filters of a trigger: its provider's, then its own. */
export const filtersOf = ({ provider, filters = [] }: Event): readonly Filter[] => [
  ...(provider.filters ?? []),
  ...filters,
];

/** Whether a body is an event of the trigger's type that passes the user's filters. */
export const isWanted = (event: Event, body: Verified<Body>, inputs: Inputs): boolean => {
  const { provider, type } = event;
  if (type !== ANY_EVENT && provider.eventType(body, type) !== type) return false;
  return filtersOf(event).every(({ field, matches }) => matches?.(body, inputs[field.key]) ?? true);
};

/** Whether the output passes the user's filters for what enrichment added. */
export const passesOutput = (event: Event, output: Body, inputs: Inputs): boolean =>
  filtersOf(event).every(({ field, matchesOutput }) => matchesOutput?.(output, inputs[field.key]) ?? true);
