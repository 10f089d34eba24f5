import { type DefaultTreeAdapterTypes as Html, parse, defaultTreeAdapter as tree } from 'parse5';

type Node = Html.Node;
type Element = Html.Element;

/** A field of a form, as the page sends it untouched. */
export interface Control {
  readonly as: 'hidden' | 'text' | 'area' | 'radio' | 'box' | 'select';
  readonly name: string;
  readonly value: string;
  /** Of a radio or a box. */
  readonly checked: boolean;
  /** Values of a select. */
  readonly options: readonly string[];
}

export interface PageForm {
  readonly action: string;
  readonly method: string;
  readonly controls: readonly Control[];
  /** Values of the buttons named `step`; '' where a button has no value. */
  readonly steps: readonly string[];
}

export interface Page {
  /** Where the last redirect led. */
  readonly address: string;
  readonly status: number;
  readonly title: string;
  /** What the error summary says, where there is one. */
  readonly errors: readonly string[];
  readonly forms: readonly PageForm[];
  readonly html: string;
}

export type Sent = readonly (readonly [name: string, value: string])[];

/** A browser without JavaScript, in which one person is signed in. */
export interface PlainBrowser {
  open(address: string): Promise<Page>;
  send(form: PageForm, fields: Sent): Promise<Page>;
}

const MOST_REDIRECTS = 5;

/** Signs in by the page, at first and when the session has ended. */
export function plainBrowser(url: string, token: string): PlainBrowser {
  let cookie = '';

  async function ask(address: string, fields?: Sent): Promise<Page> {
    let to = address;
    let body = fields && new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]));
    for (let redirects = 0; redirects < MOST_REDIRECTS; redirects++) {
      const headers = { accept: 'text/html', 'sec-fetch-site': 'same-origin', cookie };
      const sent = body ? ({ method: 'POST', body } as const) : {};
      const answer = await fetch(url + to, { ...sent, headers, redirect: 'manual' });
      cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
      const next = answer.headers.get('location');
      if (next === null) return pageOf(to, answer.status, await answer.text());
      await answer.body?.cancel();
      to = next;
      body = undefined;
    }
    throw new Error(`${address} redirects without an end.`);
  }

  async function open(address: string): Promise<Page> {
    const page = await ask(address);
    const signIn = page.forms.find(({ action }) => action === '/sign-in');
    if (!signIn) return page;
    return ask('/sign-in', [...untouched(signIn).filter(([name]) => name !== 'token'), ['token', token]]);
  }

  return { open, send: ({ action }, fields) => ask(action, fields) };
}

/** What a browser sends of a form that nobody touched. */
export const untouched = ({ controls }: PageForm): Sent =>
  controls.flatMap(({ as, name, value, checked }) =>
    (as === 'radio' || as === 'box') && !checked ? [] : [[name, value] as const],
  );

function pageOf(address: string, status: number, html: string): Page {
  const document = parse(html);
  const main = elementsIn(document).find(({ tagName }) => tagName === 'main') ?? document;
  const within = elementsIn(main);
  const summary = within.find((element) => attribute(element, 'class')?.includes('nhsuk-error-summary'));
  return {
    address,
    status,
    title: textOf(elementsIn(document).find(({ tagName }) => tagName === 'title')),
    errors: summary ? [textOf(summary).replace(/\s+/g, ' ')] : [],
    forms: within.filter(({ tagName }) => tagName === 'form').map(formOf),
    html,
  };
}

function formOf(form: Element): PageForm {
  const within = elementsIn(form);
  const buttons = within.filter(({ tagName }) => tagName === 'button');
  return {
    action: attribute(form, 'action') ?? '',
    method: attribute(form, 'method') ?? 'get',
    controls: within.flatMap(controlOf),
    steps: buttons.map((button) => attribute(button, 'value') ?? ''),
  };
}

function controlOf(element: Element): readonly Control[] {
  const name = attribute(element, 'name');
  const value = attribute(element, 'value') ?? '';
  if (!name) return [];
  const base = { name, value, checked: attribute(element, 'checked') !== undefined, options: [] };
  switch (element.tagName) {
    case 'input':
      return [{ ...base, as: INPUTS[attribute(element, 'type') ?? 'text'] ?? 'text' }];
    case 'textarea':
      return [{ ...base, as: 'area', value: textOf(element) }];
    case 'select': {
      const options = elementsIn(element).filter(({ tagName }) => tagName === 'option');
      const chosenBy = (option: Element) => attribute(option, 'value') ?? textOf(option);
      const chosen = options.find((option) => attribute(option, 'selected') !== undefined) ?? options[0];
      return [{ ...base, as: 'select', value: chosen ? chosenBy(chosen) : '', options: options.map(chosenBy) }];
    }
    default:
      return [];
  }
}

const INPUTS: Readonly<Record<string, Control['as']>> = { hidden: 'hidden', radio: 'radio', checkbox: 'box' };

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((each) => each.name === name)?.value;

const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : []);

function elementsIn(node: Node): readonly Element[] {
  return childrenOf(node).flatMap((child) =>
    tree.isElementNode(child) ? [child, ...elementsIn(child)] : elementsIn(child),
  );
}

function textOf(node: Node | undefined): string {
  if (!node) return '';
  if (tree.isTextNode(node)) return node.value;
  return childrenOf(node).map(textOf).join('').trim();
}
