import { rendered } from '../text/render.js';

type Form = (answer: object) => string[];

/** Renderers load on demand to keep start-up short. */
const FORMS: Readonly<Record<string, () => Promise<Form>>> = {
  audit: async () => form((await import('./audit.js')).auditLines),
  changes: async () => form((await import('./changes.js')).changesLines),
  'control-chart': async () => form((await import('./control-chart.js')).chartLines),
  dossier: async () => form((await import('./dossier.js')).dossierLines),
  governance: async () => form((await import('./governance.js')).governanceLines),
  'governance-asks': async () => form((await import('./asks.js')).askPageLines),
  'governance-items': async () => form((await import('./governance.js')).figureItemLines),
  'moved-without-slip': async () => form((await import('./moved-without-slip.js')).movedWithoutSlipLines),
  readings: async () => form((await import('./readings.js')).readingsLines),
  silences: async () => form((await import('./silences.js')).silencesLines),
  slippage: async () => form((await import('./slippage.js')).slippageLines),
  'slippage-items': async () => form((await import('./slippage.js')).slippageItemLines),
  timeline: async () => form((await import('./timeline.js')).timelineLines),
  upcoming: async () => form((await import('./upcoming.js')).upcomingLines),
  watermelons: async () => form((await import('./watermelons.js')).watermelonLines),
};

const form =
  <Answer extends object>(lines: (answer: Answer) => string[]): Form =>
  (answer) =>
    lines(answer as Answer);

export async function inLines(report: string | undefined, answer: object): Promise<string> {
  const load = report !== undefined && Object.hasOwn(FORMS, report) ? FORMS[report] : undefined;
  return load ? (await load())(answer).join('\n') : rendered(answer);
}
