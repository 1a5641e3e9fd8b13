// The process whose start is timed. Plain JavaScript, so that stripping types is no part of it.
import { readFileSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [, , wrapper, eventFile] = process.argv;
const { handler } = await import(pathToFileURL(wrapper).href);
const loaded = performance.now();
const { results } = await handler(JSON.parse(readFileSync(eventFile, 'utf8')));
const delivered = performance.now();
const { user, system } = process.cpuUsage();
const { maxRSS } = process.resourceUsage();
const { heapUsed } = process.memoryUsage();
writeSync(
  3,
  JSON.stringify({
    outputs: results.length,
    // From the start of the process.
    loaded,
    delivered,
    cpu: (user + system) / 1000,
    megabytes: maxRSS / 1024,
    heap: heapUsed / 1024 / 1024,
  }),
);
