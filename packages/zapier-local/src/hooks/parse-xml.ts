import sax from 'sax';

interface Element {
  readonly name: string;
  /** Attributes and child elements. */
  readonly values: Map<string, unknown[]>;
  text: string;
}

const createElement = (name: string): Element => ({ name, values: new Map(), text: '' });

const add = ({ values }: Element, name: string, value: unknown): void => {
  const list = values.get(name);
  if (list) list.push(value);
  else values.set(name, [value]);
};

const toValue = ({ values, text }: Element): unknown => {
  const content = text.trim();
  if (values.size === 0) return content === '' ? null : content;
  const entries = [...values].map(([name, list]): [string, unknown] => [name, list.length === 1 ? list[0] : list]);
  return Object.fromEntries(content === '' ? entries : [...entries, ['#text', content]]);
};

/**
 * Parses an XML document into an object, as Python's xmltodict does: attributes have the prefix `@`, the text of an element
 * with attributes or children is `#text`, and a repeated element is a list. Throws if the document is malformed.
 *
 * Entities that the document defines are not expanded, so a small document cannot become a large object.
 */
export const parseXml = (xml: string): unknown => {
  const document = createElement('');
  const open = [document];
  const current = () => open.at(-1) ?? document;
  const append = (text: string) => {
    current().text += text;
  };
  const parser = sax.parser(true, { position: false });
  parser.onopentag = ({ name, attributes }) => {
    const element = createElement(name);
    for (const [key, value] of Object.entries(attributes)) add(element, `@${key}`, value);
    open.push(element);
  };
  parser.ontext = append;
  parser.oncdata = append;
  parser.onclosetag = (name) => {
    const element = open.pop();
    if (element) add(current(), name, toValue(element));
  };
  // Throws the first error.
  parser.write(xml).close();
  return toValue(document);
};
