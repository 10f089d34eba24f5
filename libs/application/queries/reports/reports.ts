import type { QueryRoute } from '../query-route.js';

type Loaded<Answer extends object = object> = Promise<{ readonly route: QueryRoute<Answer> }>;

const LOADERS = {
  'control-chart': () => import('./control-chart.js'),
  audit: () => import('./audit.js'),
  timeline: () => import('./timeline.js'),
  changes: () => import('./changes.js'),
  dossier: () => import('./dossier.js'),
  governance: () => import('./governance.js'),
  'governance-items': () => import('./governance-items.js'),
  'governance-asks': () => import('./governance-asks.js'),
  'figures-due': () => import('./figures-due.js'),
  slippage: () => import('./slippage.js'),
  'slippage-items': () => import('./slippage-items.js'),
  readings: () => import('./readings.js'),
  watermelons: () => import('./watermelons.js'),
  silences: () => import('./silences.js'),
  'moved-without-slip': () => import('./moved-without-slip.js'),
  upcoming: () => import('./upcoming.js'),
} satisfies Record<string, () => Loaded>;

export type ReportName = keyof typeof LOADERS;

/** The answer of each report, as its route types it. */
export type ReportAnswers = {
  readonly [Name in ReportName]: Awaited<ReturnType<(typeof LOADERS)[Name]>>['route'] extends QueryRoute<infer Answer>
    ? Answer
    : never;
};

/** Every report by its name on the command line, loaded alone: a command that prints one needs none of the others. */
export const REPORTS: { readonly [Name in ReportName]: () => Loaded<ReportAnswers[Name]> } = LOADERS;

export const isReport = (name: string): name is ReportName => Object.hasOwn(REPORTS, name);
