import http from 'node:http';
import https from 'node:https';

// What core does to the process that it runs in suits one that runs nothing else. Here the process is jest's, and all files of
// tests share it.

/**
 * Core ends a process that holds more than 450 MB: Zapier's servers then start another and try again. Jest's grows with every file
 * of tests and would take the rest of them along.
 *
 * @see zapier-platform-core `src/tools/memory-checker.js`
 */
const { memoryUsage } = process;
process.memoryUsage = Object.assign(() => ({ ...memoryUsage(), rss: 0 }), { rss: memoryUsage.rss });

/**
 * Core wraps `request`, for good, to log what an app sends past `z.request`: here that is what the tests send, also those of later
 * files, and it loses the callback of `request(url, options, callback)`. It leaves alone what bears this mark.
 *
 * @see zapier-platform-core `src/tools/create-http-patch.js`
 */
for (const sender of [http, https]) Object.assign(sender, { patchedByZapier: true });
