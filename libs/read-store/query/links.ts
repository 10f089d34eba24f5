import { type Kind, PLURALS } from '#domain/index.js';

const IS_LINK = Symbol('link');

const REPORT_PATHS = {
  changes: 'reports/changes',
  governance: 'reports/governance',
  'governance-asks': 'reports/governance/asks',
  'governance-items': 'reports/governance/items',
  'slippage-items': 'reports/slippage/items',
  watermelons: 'reports/watermelons',
} as const;

export type LinkTarget =
  | { readonly to: keyof typeof REPORT_PATHS }
  | { readonly to: 'item' | 'history'; readonly kind: Kind; readonly ref: string };

/** Where an answer leads, as data: the API prints addresses of its own (`apiAddress`), and pages others. */
export type Link = LinkTarget & {
  readonly [IS_LINK]: true;
  readonly query: Readonly<Record<string, string>>;
  /** Names of the parameters that its reader adds (RFC 6570). */
  readonly template: readonly string[];
};

export const linkTo = (
  target: LinkTarget,
  query: Readonly<Record<string, string>> = {},
  template: readonly string[] = [],
): Link => ({ ...target, [IS_LINK]: true, query, template });

/** The one event at a position, in the history of its item. */
export const eventLink = (kind: Kind, ref: string, position: number): Link =>
  linkTo({ to: 'history', kind, ref }, { asOfPosition: String(position), order: 'newest', limit: '1' });

export function apiAddress(link: Link): string {
  const query = new URLSearchParams(link.query).toString();
  const template = link.template.length > 0 ? `{&${link.template.join(',')}}` : '';
  return `/api/${pathOf(link)}${query && `?${query}`}${template}`;
}

function pathOf(link: Link): string {
  if (link.to !== 'item' && link.to !== 'history') return REPORT_PATHS[link.to];
  const item = `${PLURALS[link.kind]}/${link.ref}`;
  return link.to === 'item' ? item : `${item}/history`;
}

/** An answer as it is printed, with an address in place of every link. */
export type Addressed<T> = T extends Link
  ? string
  : T extends readonly (infer Each)[]
    ? readonly Addressed<Each>[]
    : T extends object
      ? { readonly [Name in keyof T]: Addressed<T[Name]> }
      : T;

/** `addressOf` prints for one medium: `apiAddress`, or that of the pages. */
export function withAddresses<T extends object>(answer: T, addressOf: (link: Link) => string): Addressed<T> & object {
  return addressed(answer, addressOf) as Addressed<T> & object;
}

function addressed(value: unknown, addressOf: (link: Link) => string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isLink(value)) return addressOf(value);
  if (Array.isArray(value)) return value.map((each) => addressed(each, addressOf));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, addressed(each, addressOf)]));
}

const isLink = (value: object): value is Link => IS_LINK in value;
