// The process whose start is measured. Plain JavaScript, so that Node does not have to strip types.
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
    // Milliseconds since the process started.
    loaded,
    delivered,
    cpu: (user + system) / 1000,
    megabytes: maxRSS / 1024,
    heap: heapUsed / 1024 / 1024,
  }),
);
