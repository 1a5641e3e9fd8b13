import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServices, listen, virtualClock } from '../../src/index.ts';

// Run as a separate process. In jest, Hono does not recognize Node's errors as errors, so it would not print them.
const server = await listen(createServices(virtualClock()).app);
const { hostname, port } = new URL(server.url);
const socket = connect(Number(port), hostname);
socket.write(`POST /rpc HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: 100\r\n\r\n{"id":`);
await sleep(50);
socket.destroy();
await sleep(50);
await server.close();
console.log('broken off');
