import { realClock } from '../src/index.ts';

afterEach(() => jest.restoreAllMocks());

test('a timer of more than 24 days, which Node would fire at once, is split', () => {
  const delays: unknown[] = [];
  const timer = setTimeout(() => undefined, 0);
  jest.spyOn(globalThis, 'setTimeout').mockImplementation((task, delay) => {
    delays.push(delay);
    task();
    return timer;
  });
  let runs = 0;
  const clock = realClock();
  const run = () => {
    runs += 1;
  };
  clock.after(5, run);
  clock.after(2 ** 31 - 1, run);
  clock.after(2 ** 32, run);
  expect([runs, delays]).toEqual([3, [5, 2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1, 2]]);
});
