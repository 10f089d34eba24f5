import type { SourceDocument } from '../source-document.js';
import type { Understood } from '../understood.js';
import type { Finding } from './finding.js';

/** What does not fit together in a plan, in the order of the document. */
export function lint(_document: SourceDocument, _understood: Understood): readonly Finding[] {
  return [];
}
