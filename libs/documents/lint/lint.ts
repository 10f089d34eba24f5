import { FINDING_CODES, type Finding } from '../model/finding.js';
import type { SourceDocument } from '../model/source-document.js';
import type { Understood } from '../model/understood.js';
import { approvals } from './approvals.js';
import { completedInFuture, impossibleDates, quarterWithoutYear, twoDates, weekdays } from './dates.js';
import { labelFindings, seriesFindings } from './figures.js';
import { missingReferences, noOwnerNoDate, ownersNowhereElse, referencesTwice, sameTwice } from './items.js';
import { type Looked, lookedAt } from './passages.js';
import { proseFigures } from './prose-figures.js';
import { totals } from './totals.js';

const RULES: readonly ((looked: Looked) => readonly Finding[])[] = [
  labelFindings,
  seriesFindings,
  proseFigures,
  totals,
  completedInFuture,
  approvals,
  twoDates,
  missingReferences,
  referencesTwice,
  quarterWithoutYear,
  weekdays,
  impossibleDates,
  sameTwice,
  ownersNowhereElse,
  noOwnerNoDate,
];

/** What does not fit together in a plan, in the order of its rules and of the document. */
export function lint(document: SourceDocument, understood: Understood): readonly Finding[] {
  const looked = lookedAt(document, understood);
  const findings = RULES.flatMap((rule) => rule(looked));
  const seen = new Set<string>();
  const once = findings.filter(({ code, text }) => !seen.has(`${code}|${text}`) && seen.add(`${code}|${text}`));
  return once.sort((one, other) => FINDING_CODES.indexOf(one.code) - FINDING_CODES.indexOf(other.code));
}
