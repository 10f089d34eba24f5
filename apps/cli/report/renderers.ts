import { rendered } from '../text/render.js';

type Renderer = (answer: object) => string[];

/** Renderers load on demand to keep start-up short. */
const RENDERERS: Readonly<Record<string, () => Promise<Renderer>>> = {
  audit: async () => renderer((await import('./audit.js')).auditLines),
  changes: async () => renderer((await import('./changes.js')).changesLines),
  'control-chart': async () => renderer((await import('./control-chart.js')).chartLines),
  dossier: async () => renderer((await import('./dossier.js')).dossierLines),
  governance: async () => renderer((await import('./governance.js')).governanceLines),
  'governance-asks': async () => renderer((await import('./asks.js')).askPageLines),
  'governance-items': async () => renderer((await import('./governance.js')).figureItemLines),
  'moved-without-slip': async () => renderer((await import('./moved-without-slip.js')).movedWithoutSlipLines),
  readings: async () => renderer((await import('./readings.js')).readingsLines),
  silences: async () => renderer((await import('./silences.js')).silencesLines),
  slippage: async () => renderer((await import('./slippage.js')).slippageLines),
  'slippage-items': async () => renderer((await import('./slippage.js')).slippageItemLines),
  timeline: async () => renderer((await import('./timeline.js')).timelineLines),
  upcoming: async () => renderer((await import('./upcoming.js')).upcomingLines),
  watermelons: async () => renderer((await import('./watermelons.js')).watermelonLines),
};

const renderer =
  <Answer extends object>(lines: (answer: Answer) => string[]): Renderer =>
  (answer) =>
    lines(answer as Answer);

export async function renderReport(report: string | undefined, answer: object): Promise<string> {
  const load = report !== undefined && Object.hasOwn(RENDERERS, report) ? RENDERERS[report] : undefined;
  return load ? (await load())(answer).join('\n') : rendered(answer);
}
