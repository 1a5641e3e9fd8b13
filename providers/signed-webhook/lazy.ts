// Everything that needs the descriptions of the senders: a separate file in the bundle.
export { chooseSender } from './choose-sender.ts';
export { exampleRecord } from './example.ts';
export { fieldsFor } from './fields-for.ts';
