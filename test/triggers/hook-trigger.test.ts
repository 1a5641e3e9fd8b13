import { ANY_EVENT, payloadSample } from '../../triggers/define-event.ts';
import { hookTrigger } from '../../triggers/hook-trigger.ts';
import { createFakeProviders, fakeEvent } from '../helpers/fake-providers.ts';

const { endpoint, pasted } = createFakeProviders();
const place = {
  key: 'place',
  label: 'Place',
  type: 'string',
  helpText: 'The place of the event.',
  choices: { here: 'Here', there: 'There' },
  required: false,
};
const atLeast = {
  key: 'at_least',
  label: 'At Least',
  type: 'integer',
  helpText: 'How many lines.',
  list: false,
  required: false,
};
const note = { key: 'note', label: 'Note', type: 'string', helpText: 'A note for the webhook.', required: false };
const sample = { id: 'thing-1', type: 'thing.created', place: 'here', lines: [{ count: 1 }], color: 'green' };
const directions = '1. Copy the URL.\n2. Paste it.\n\n**Note:** Each Zap has its own URL.';

test('A trigger of a provider with an API subscribes and unsubscribes', () => {
  expect(hookTrigger(fakeEvent(endpoint, 'thing.created', 'endpoint_thing'))).toStrictEqual({
    key: 'endpoint_thing',
    noun: 'Thing',
    display: { label: 'Endpoint Thing', description: 'Triggers when a thing is created.' },
    operation: {
      type: 'hook',
      inputFields: [place, atLeast, note],
      perform: expect.any(Function),
      performList: expect.any(Function),
      performSubscribe: expect.any(Function),
      performUnsubscribe: expect.any(Function),
      outputFields: [expect.any(Function)],
      sample,
    },
  });
});

test('A trigger of a provider without an API shows directions', () => {
  expect(hookTrigger(fakeEvent(pasted, ANY_EVENT, 'pasted_any'))).toStrictEqual({
    key: 'pasted_any',
    noun: 'Thing',
    display: { label: 'Pasted Anything', description: 'Triggers when a thing is created.', directions },
    operation: {
      type: 'hook',
      inputFields: [place, atLeast],
      perform: expect.any(Function),
      performList: expect.any(Function),
      outputFields: [expect.any(Function)],
      sample,
    },
  });
});

test('A trigger without filters has no input fields', () => {
  const { filters: _providerFilters, ...provider } = pasted;
  const { filters: _eventFilters, ...event } = fakeEvent(provider, 'thing.created', 'unfiltered');
  expect(hookTrigger(event).operation.inputFields).toEqual([]);
});

test('The output fields are those of the payload and the added fields', () => {
  const [fields] = hookTrigger(fakeEvent(pasted, 'thing.created', 'pasted_thing')).operation.outputFields;
  expect(fields?.()).toEqual([
    { key: 'id', label: 'ID', type: 'string' },
    { key: 'type', label: 'Type', type: 'string' },
    { key: 'place', label: 'Place', type: 'string' },
    { key: 'lines[]count', label: 'Line Count', type: 'integer' },
    { key: 'color', label: 'Color', type: 'string' },
  ]);
});

test('The payload sample has no added fields', () => {
  const { color: _added, ...payload } = sample;
  expect(payloadSample(fakeEvent(pasted, 'thing.created', 'pasted_thing'))).toStrictEqual(payload);
});
