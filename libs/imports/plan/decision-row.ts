import type { DecisionItem } from '#documents/index.js';
import { NOT_STATED } from '#domain/index.js';
import type { Draft } from './draft.js';
import { isOver, leftOver, NOTHING, type PlanRow } from './plan-row.js';
import { ownReference } from './references.js';
import { asOneLine, asText, isSameText } from './words.js';

/** A decision of the document is recorded once, and never changed by a later issue. */
export function decisionRow(item: DecisionItem, { now, refs }: Draft, isAsked: boolean): PlanRow {
  const title = asOneLine(item.title.value);
  const own = item.isExported ? item.reference?.value : ownReference(item.reference?.value);
  const known = now.decisions.find((each) => each.reference === own || isSameText(each.title, title));
  if (!known && isOver(item, now)) return leftOver(item, title);
  const isToCome = item.decidedOn !== undefined && item.decidedOn.value > now.today;
  const decidedOn = item.decidedOn && !isToCome ? item.decidedOn.value : NOT_STATED;
  const reference = known?.reference ?? (own && refs.isFree(own) ? refs.take(own) : refs.next('DEC-D'));
  const body = {
    reference,
    title,
    disposition: 'approve',
    rationale: asText(item.title.written),
    decidedOn,
    ...(decidedOn !== NOT_STATED && { occurredAt: decidedOn }),
  };
  return {
    ...NOTHING,
    title,
    reference,
    owners: item.owners.map(({ value, name }) => name ?? value),
    warnings: known ? [] : ['It is taken as approved: the document says what was decided and not how.'],
    becomes: isAsked ? 'ask' : known ? 'leave' : 'create',
    steps: isAsked || known ? [] : [{ body, says: `Records decision ${reference}.` }],
  };
}
