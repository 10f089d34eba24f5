import type { ReportAnswers, ReportName } from '#application/index.js';

type Renderers = { readonly [Name in ReportName]: () => Promise<(answer: ReportAnswers[Name]) => string[]> };

/** Renderers load on demand to keep start-up short. */
const RENDERERS: Renderers = {
  audit: async () => (await import('./audit.js')).auditLines,
  changes: async () => (await import('./changes.js')).changesLines,
  'control-chart': async () => (await import('./control-chart.js')).chartLines,
  dossier: async () => (await import('./dossier.js')).dossierLines,
  'figures-due': async () => (await import('./figures-due.js')).figuresDueLines,
  governance: async () => (await import('./governance.js')).governanceLines,
  'governance-asks': async () => (await import('./asks.js')).askPageLines,
  'governance-items': async () => (await import('./governance.js')).figureItemLines,
  'moved-without-slip': async () => (await import('./moved-without-slip.js')).movedWithoutSlipLines,
  readings: async () => (await import('./readings.js')).readingsLines,
  silences: async () => (await import('./silences.js')).silencesLines,
  slippage: async () => (await import('./slippage.js')).slippageLines,
  'slippage-items': async () => (await import('./slippage.js')).slippageItemLines,
  timeline: async () => (await import('./timeline.js')).timelineLines,
  upcoming: async () => (await import('./upcoming.js')).upcomingLines,
  watermelons: async () => (await import('./watermelons.js')).watermelonLines,
};

export async function renderReport<Name extends ReportName>(
  report: Name,
  answer: ReportAnswers[Name],
): Promise<string> {
  const linesOf = await RENDERERS[report]();
  return linesOf(answer).join('\n');
}
