/**
 * Core ends the process that it runs in once that holds more than 450 MB: Zapier's servers then start another and try again. Here
 * the process is jest's, which grows with every file of tests and would take the rest of them along.
 *
 * @see zapier-platform-core `src/tools/memory-checker.js`
 */
const { memoryUsage } = process;

process.memoryUsage = Object.assign(() => ({ ...memoryUsage(), rss: 0 }), { rss: memoryUsage.rss });
