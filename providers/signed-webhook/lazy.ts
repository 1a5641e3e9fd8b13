// Everything that needs the descriptions of the senders: a file of its own in the bundle.
export { chooseSender } from './choose-sender.ts';
export { exampleRecord } from './example.ts';
export { fieldsFor } from './fields-for.ts';
