import { fail } from '../model/failure.js';
import { type DocumentLimits, deadlineOf } from '../model/limits.js';

/** An element by its local name; attributes too are named without their prefix. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

/** Never resolves an entity, and refuses a document type. */
export async function parseXml(bytes: Uint8Array, entry: string, limits: DocumentLimits): Promise<Element> {
  const { depth } = limits;
  const inTime = deadlineOf(limits);
  // A bundle gives a CommonJS module only as its default.
  const { SaxesParser } = (await import('saxes')).default;
  const parser = new SaxesParser({ xmlns: false, position: false });
  const root: Element = { name: '', attributes: {}, children: [] };
  const open: Element[] = [root];
  parser.on('doctype', () =>
    fail('document-unsafe-xml', `"${entry}" declares a document type. Its entities are never read.`, { entry }),
  );
  let tags = 0;
  parser.on('opentag', ({ name, attributes }) => {
    tags += 1;
    if (tags % 4096 === 0) inTime();
    const element: Element = { name: local(name), attributes: byLocalName(attributes), children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
    if (open.length > depth) {
      fail('document-too-large', `"${entry}" is nested more than ${depth} deep.`, { what: 'depth', limit: depth });
    }
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', (text) => {
    open.at(-1)?.children.push(text);
  });
  parser.on('error', (error) => {
    const reason = error.message;
    fail('document-truncated', `"${entry}" in the document is damaged: ${reason}.`, { reason });
  });
  parser.write(new TextDecoder('utf-8').decode(bytes));
  parser.close();
  return root;
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

function byLocalName(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [local(name), value]));
}

export const isElement = (node: Element | string): node is Element => typeof node !== 'string';

export const elementsIn = ({ children }: Element): readonly Element[] => children.filter(isElement);

export function child(element: Element | undefined, ...names: readonly string[]): Element | undefined {
  let found = element;
  for (const name of names) found = found && elementsIn(found).find((one) => one.name === name);
  return found;
}

export function textIn(element: Element): string {
  return element.children.map((node) => (isElement(node) ? textIn(node) : node)).join('');
}
