import http from 'node:http';
import https from 'node:https';

// Core changes the process that it runs in. In tests that is jest's process, which all test files share.

/**
 * Core exits a process that uses more than 450 MB, and Zapier's servers start another. Jest's process grows with every test file,
 * so core would exit the test run.
 *
 * @see zapier-platform-core `src/tools/memory-checker.js`
 */
const { memoryUsage } = process;
process.memoryUsage = Object.assign(() => ({ ...memoryUsage(), rss: 0 }), { rss: memoryUsage.rss });

/**
 * Core wraps `request` permanently to log requests made without `z.request`. Here that would log the requests of all later tests
 * and drop the callback of `request(url, options, callback)`. Core skips modules with this mark.
 *
 * @see zapier-platform-core `src/tools/create-http-patch.js`
 */
for (const sender of [http, https]) Object.assign(sender, { patchedByZapier: true });
