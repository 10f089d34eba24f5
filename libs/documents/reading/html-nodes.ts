import type { DefaultTreeAdapterTypes } from 'parse5';

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = DefaultTreeAdapterTypes.Element;

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node;

export const textOf = (node: HtmlNode): string =>
  node.nodeName === '#text' && 'value' in node
    ? node.value
    : 'childNodes' in node
      ? node.childNodes.map(textOf).join('')
      : '';

export const attribute = ({ attrs }: HtmlElement, name: string): string | undefined =>
  attrs.find((one) => one.name === name)?.value;

/** What a browser does not show as text. */
const UNSEEN = new Set(['script', 'style', 'head', 'template', 'noscript', 'svg', 'object', 'iframe', 'title']);

export function isUnseen(element: HtmlElement): boolean {
  if (UNSEEN.has(element.tagName) || attribute(element, 'hidden') !== undefined) return true;
  return /display\s*:\s*none/i.test(attribute(element, 'style') ?? '');
}

export const lineAt = (node: HtmlNode): number | undefined => node.sourceCodeLocation?.startLine ?? undefined;

const COLOURS: Readonly<Record<string, string>> = {
  red: 'FF0000',
  amber: 'FFC000',
  orange: 'FFA500',
  yellow: 'FFFF00',
  green: '008000',
  lime: '00FF00',
  blue: '0000FF',
  white: 'FFFFFF',
  grey: '808080',
  gray: '808080',
};

export function fillOf(element: HtmlElement): string | undefined {
  const style = /background(?:-color)?\s*:\s*([^;]+)/i.exec(attribute(element, 'style') ?? '')?.[1];
  const colour = (style ?? attribute(element, 'bgcolor') ?? '').trim().toLowerCase();
  const hex = /^#([0-9a-f]{6})\b/.exec(colour)?.[1] ?? shortHex(colour);
  return hex?.toUpperCase() ?? COLOURS[colour];
}

function shortHex(colour: string): string | undefined {
  const digits = /^#([0-9a-f]{3})$/.exec(colour)?.[1];
  return digits?.replace(/./g, '$&$&');
}
