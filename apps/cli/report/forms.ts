import type { Changes } from '#projections/reports/changes/changes.js';
import type { Dossier } from '#projections/reports/dossier/dossier.js';
import { changesLines } from './changes.js';
import { dossierLines } from './dossier.js';
import { rendered } from './render.js';

/** The reports that people read in a form of their own. */
const FORMS: ReadonlyMap<string | undefined, (answer: object) => string[]> = new Map([
  ['changes', (answer: object) => changesLines(answer as Changes)],
  ['dossier', (answer: object) => dossierLines(answer as Dossier)],
]);

/** A report's answer as lines for people. */
export async function inLines(report: string | undefined, answer: object): Promise<string> {
  return FORMS.get(report)?.(answer).join('\n') ?? rendered(answer);
}
