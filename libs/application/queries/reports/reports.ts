import type { QueryRoute } from '../query-route.js';

type Loaded = Promise<{ readonly route: QueryRoute }>;

/** Loads each report lazily, which keeps the command line's start short. */
export const REPORTS: Readonly<Record<string, () => Loaded>> = {
  'control-chart': () => import('./control-chart.js'),
  audit: () => import('./audit.js'),
  timeline: () => import('./timeline.js'),
  changes: () => import('./changes.js'),
  dossier: () => import('./dossier.js'),
  governance: () => import('./governance.js'),
  'governance-items': () => import('./governance-items.js'),
  'governance-asks': () => import('./governance-asks.js'),
  slippage: () => import('./slippage.js'),
  'slippage-items': () => import('./slippage-items.js'),
  readings: () => import('./readings.js'),
  watermelons: () => import('./watermelons.js'),
  silences: () => import('./silences.js'),
  'moved-without-slip': () => import('./moved-without-slip.js'),
  upcoming: () => import('./upcoming.js'),
};
