import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type nunjucks from 'nunjucks';
import { nameOfLetter } from '#domain/index.js';
import { mark, type Square, square } from '../charts/marks.js';
import * as dates from '../words/dates.js';
import { eventName } from '../words/events.js';
import * as labels from '../words/labels.js';
import { fullNameOf, type Names, nameOf } from '../words/names.js';
import { because, difference } from '../words/reasons.js';
import { pathOf } from './address.js';
import { addressAt, type PageMoment } from './moment.js';

/** Holds what the build makes: templates, and static files by hashed names. */
export const PAGES_FOLDER = nearest('pages', dirname(fileURLToPath(import.meta.url)));

/** The folder above that was built: how far above differs between tests and bundles. */
function nearest(name: string, from: string): string {
  const folder = join(from, name);
  if (existsSync(join(folder, 'assets.json'))) return folder;
  if (dirname(from) === from) throw new Error('The pages were not built: run `npm run build`.');
  return nearest(name, dirname(from));
}

interface Rendered {
  readonly moment: PageMoment;
  readonly names: Names;
}

interface FilterContext {
  readonly ctx: Partial<Rendered>;
}

type Filter = (this: FilterContext, ...values: never[]) => unknown;

const filtersOf = (safe: (markup: string) => object): Readonly<Record<string, Filter>> => ({
  day: dates.day,
  dayAndMonth: dates.dayAndMonth,
  when: dates.when,
  time: dates.time,
  period: dates.period,
  shortPeriod: dates.shortPeriod,
  span: dates.span,
  count: dates.count,
  listed: dates.list,
  capital: dates.capital,
  status: labels.status,
  colour: labels.colour,
  ratingWord: labels.ratingWord,
  disposition: labels.disposition,
  authority: labels.authority,
  partInDecision: labels.partInDecision,
  partyPart: labels.partyPart,
  direction: labels.direction,
  kindName: labels.kindName,
  figure: labels.figure,
  because,
  difference,
  eventName,
  mark: (rating: string, filled: boolean) => safe(mark(rating, filled)),
  square: (kind: Square) => safe(square(kind)),
  who(this: FilterContext, reference: string | null) {
    return nameOf(this.ctx.names ?? {}, reference);
  },
  whoFull(this: FilterContext, reference: string | null) {
    return fullNameOf(this.ctx.names ?? {}, reference);
  },
  /** What a module of charts drew, which escapes what people wrote. */
  drawing: (svg: string) => safe(svg),
  /** An address at the page's moment. */
  at(this: FilterContext, path: string, query?: Record<string, string>) {
    return addressAt(this.ctx.moment ?? {}, path, query);
  },
  address: ({ kind, reference }: { kind: string; reference: string }) => pathOf(kind, reference),
});

export type Render = (template: string, model: object) => Promise<string>;

/** Nunjucks is loaded, and a template compiled, when it is first needed: a start needs neither. */
export function renderer(): Render {
  let environment: Promise<nunjucks.Environment> | undefined;
  return async (template, model) => {
    environment ??= openEnvironment();
    const env = await environment;
    return new Promise((resolve, reject) => {
      // Without a callback, a template that fails leaves its part out in silence.
      env.render(`${template}.njk`, model, (error, html) =>
        error || !html
          ? reject(error ?? new Error(`${template}.njk rendered nothing`))
          : resolve(controlsNamed(withoutGaps(html))),
      );
    });
  };
}

async function openEnvironment(): Promise<nunjucks.Environment> {
  const { default: nunjucks } = await import('nunjucks');
  const nhsuk = join(dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json')), 'dist');
  const loader = new nunjucks.FileSystemLoader([join(PAGES_FOLDER, 'templates'), nhsuk]);
  const env = new nunjucks.Environment(loader, { autoescape: true, trimBlocks: true, lstripBlocks: true });
  const filters = filtersOf((markup) => new nunjucks.runtime.SafeString(markup));
  for (const [name, filter] of Object.entries(filters))
    env.addFilter(name, filter as (...values: unknown[]) => unknown);
  const files = JSON.parse(readFileSync(join(PAGES_FOLDER, 'assets.json'), 'utf8')) as Record<string, string>;
  env.addGlobal('asset', (name: string) => `/assets/${files[name] ?? name}`);
  return env;
}

/** Templates' line breaks and indentation weigh a twentieth of a page. */
const withoutGaps = (html: string) => html.replace(/>[ \n]{2,}</g, '>\n<');

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that no page may hold.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Bidirectional controls would reorder what stands after them, NUL is no HTML: shown by their code points. */
const controlsNamed = (html: string) => html.replace(CONTROLS, (control) => `[${nameOfLetter(control)}]`);
