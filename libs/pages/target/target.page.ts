import { historyRoutes, routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { type RunChart, runChart } from '../charts/run-chart.js';
import { offeredForms } from '../forms/offered.js';
import { definePage } from '../frame/page.js';
import { historyEntries } from '../history/history.js';
import { capital } from '../words/dates.js';
import { figure, level } from '../words/labels.js';
import { nameOf } from '../words/names.js';
import { chartOfTarget } from './target-chart.js';
import { figureRows } from './target-figures.js';
import { targetSentences } from './target-sentences.js';
import { heldTo, inWords, periodNoun, type Spc, type Target } from './target-words.js';

/** How many figures stand on the page, and how many entries of its history. */
const FIGURES = 60;
const ENTRIES = 10;

export const target = definePage({
  path: 'targets/:ref',
  template: 'target',
  section: 'plan',
  roles: READS,
  async make(context) {
    const { ask, path, query, names, href, day } = context;
    const found = await ask(routes.target, {}, path);
    const spc = await ask(routes.controlChart, {}, path);
    const history = await ask(historyRoutes.target, { order: 'newest', limit: '100' }, path);
    const decisions = await ask(routes.decisions, { affects: found.reference });
    const rows = figureRows(found, spc, history.items);
    const shown = query.figures === 'all' ? rows : rows.slice(0, FIGURES);
    const chart = chartOfTarget(found, spc, decisions.items, day);
    const drawing = chart && runChart(chart);
    return {
      title: found.measure,
      crumbs: [
        { text: 'Plan', href: href('/') },
        { text: nameOf(names, found.programme), href: href(`/programmes/${found.programme}`) },
      ],
      target: found,
      offered: await offeredForms(context, 'target', found.reference, found),
      held: inWords(found, day),
      latest: found.latest && { ...found.latest, text: latestText(found) },
      sentences: targetSentences(found, spc),
      chart: drawing && { ...drawing, caption: captionOf(found, spc), legend: chart && legendOf(chart, drawing.from) },
      rows: shown,
      all: rows.length,
      allHref: shown.length < rows.length ? href(`/targets/${found.reference}`, { figures: 'all' }) : null,
      levels: found.trajectory.map((point) => ({ ...point, text: heldTo(found, point.value) })),
      forecasts: found.forecasts.map((point) => ({ ...point, text: figure(level(point.value), found.unit) })),
      decisions: decisions.items,
      entries: historyEntries(history.items.slice(0, ENTRIES), { names, unit: found.unit }),
      earlier:
        history.items.length > ENTRIES || history.nextCursor ? href('/audit', { reference: found.reference }) : null,
    };
  },
});

function latestText({ latest, unit }: Target): string {
  if (!latest) return '';
  const value = latest.value ?? (latest.low && latest.high ? `${latest.low} to ${latest.high}` : null);
  return [latest.qualifier === 'rounded' ? null : latest.qualifier, figure(value, unit)].filter(Boolean).join(' ');
}

/** What the marks of a chart mean, of those that are in it. */
function legendOf({ points, limits, levels, path }: RunChart, from: string | undefined): string {
  const has = limits.length > 0;
  return [
    has ? 'Circles: within chance. ▲ better and ▼ worse than chance explains.' : '',
    has
      ? 'Dashed lines: limits of chance (average ± 2.66 times the mean change from one figure to the next).'
      : points.length > 0
        ? 'Circles: figures.'
        : '',
    points.some(({ kind }) => kind === 'missed') ? 'Squares: missed.' : '',
    levels.length > 0 ? 'Thick line: the level.' : '',
    path.length > 0 ? 'Dotted line: the levels; a hollow one has a condition.' : '',
    from === undefined ? '' : `The scale begins at ${from}, not at 0.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** "Percent by month." */
function captionOf({ unit }: Target, { periods }: Spc): string {
  const name = unit === 'percent' ? 'Percent' : capital(unit);
  return periods ? `${name} by ${periodNoun(periods)}.` : `${name}.`;
}
