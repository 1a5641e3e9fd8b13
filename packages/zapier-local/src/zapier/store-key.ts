import type { Definition } from './definition.ts';

const LIST = /^triggers\.(.+)\.operation\.(perform|performList)$/;

/**
 * Names the store of `z.cursor` for a call, or returns undefined where Zapier refuses `z.cursor`: it works in the list of a
 * trigger with `canPaginate`.
 *
 * @param owner the Zap, or the connection where there is no Zap
 * @see zapier-platform-core `src/tools/should-paginate.js`
 */
export const storeKeyOf = ({ triggers }: Definition, method: string, owner: string): string | undefined => {
  const [, key = '', name] = LIST.exec(method) ?? [];
  const operation = triggers[key]?.operation;
  const listName = operation?.['type'] === 'hook' ? 'performList' : 'perform';
  return operation?.['canPaginate'] === true && name === listName ? `${owner}:${method}` : undefined;
};

/** Whether a method may be a list, so that the definition decides. */
export const isList = (method: string): boolean => LIST.test(method);
