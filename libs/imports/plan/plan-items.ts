import type { ActionItem, TargetItem, UnderstoodItem } from '#documents/index.js';
import { omitUndefined } from '#domain/index.js';
import { timescalesOf } from './action-fields.js';
import { changesTo } from './changed-item.js';
import { decisionRow } from './decision-row.js';
import type { Draft } from './draft.js';
import type { KnownPlanItem } from './ledger-now.js';
import { matcher } from './match.js';
import { type ImportStep, stepsOfNew } from './new-item.js';
import { parties } from './parties.js';
import type { ImportCommand, PlannedItem, PlannedQuestion } from './plan.js';
import { isOver, leftOver, NOTHING, type PlanRow } from './plan-row.js';
import { programmes } from './programmes.js';
import { ownReference } from './references.js';
import { reportedChange } from './reported-changes.js';
import { changesToTarget, exportedTarget, findTarget, sayPoint, stepsOfNewTarget, warningsOf } from './targets.js';
import { asOneLine } from './words.js';

interface Planned {
  readonly items: readonly PlannedItem[];
  readonly commands: readonly ImportCommand[];
  readonly asked: readonly PlannedQuestion[];
  readonly gone: readonly KnownPlanItem[];
}

/** Every item of the document, in its order, with the commands that it becomes. */
export function planItems(draft: Draft): Planned {
  const { now, read, refs } = draft;
  const placed = programmes(draft);
  const people = parties(draft);
  const matches = matcher(draft);
  const takenTargets = new Set<string>();
  const referenceOf = new Map<string, string>();
  const asked: PlannedQuestion[] = [];
  const open = openQuestions(draft);

  function action(item: ActionItem): PlanRow {
    const questions = open(item.key);
    const title = asOneLine(item.title.value);
    const written = item.reference?.value;
    const exported = matches.exported(item);
    if (!exported && isOver(item, now)) return leftOver(item, title);
    const row = {
      title,
      owners: item.owners.map(({ value, name }) => name ?? value),
      timescales: timescalesOf(item),
      status: item.status?.value,
      figures: [],
      warnings: item.earlierTitle ? [`Struck out before: "${item.earlierTitle.join('", "')}".`] : [],
    };
    const documentReference = (reference: string) => (written && written !== reference ? written : undefined);
    const programme = exported ? programmeOf(exported.item, item) : placed.of(item.programme, item.place);
    const found = exported ?? matches.find(item, programme);
    if (found) {
      const { reference } = found.item;
      referenceOf.set(item.key, reference);
      const { steps, warnings } = questions.length > 0 ? NOTHING : changesTo(found.item, item, draft, people);
      return {
        ...row,
        reference,
        documentReference: documentReference(reference),
        programme: programme.reference,
        kind: found.item.kind,
        warnings: [...row.warnings, ...warnings],
        becomes: questions.length > 0 ? 'ask' : steps.length > 0 ? 'change' : 'leave',
        why: found.why,
        steps,
      };
    }
    if (item.isHidden && draft.answers[`hidden-row-${item.key}`] === 'leave')
      return { ...row, becomes: 'leave', why: 'Hidden, and left out as answered.', steps: [] };
    const own = ownReference(written);
    const isMilestone = item.kind === 'milestone' && item.promises.length > 0;
    const reference =
      own && refs.isFree(own) ? refs.take(own) : refs.next(`${programme.reference}-${isMilestone ? 'M' : 'A'}`);
    referenceOf.set(item.key, reference);
    const parent = item.partOf === undefined ? undefined : referenceOf.get(item.partOf);
    return {
      ...row,
      kind: isMilestone ? 'milestone' : 'action',
      reference,
      documentReference: documentReference(reference),
      programme: programme.reference,
      becomes: questions.length > 0 ? 'ask' : 'create',
      steps: questions.length > 0 ? [] : stepsOfNew(item, { draft, parties: people, programme, reference, parent }),
    };
  }

  function programmeOf(known: { readonly programme: string }, item: ActionItem | TargetItem) {
    const reference = now.programmes.find(({ id }) => id === known.programme)?.reference ?? item.programme ?? '';
    return { id: known.programme, reference, name: reference };
  }

  function target(item: TargetItem): PlanRow {
    const questions = open(item.key);
    const exported = exportedTarget(item, now.targets, takenTargets);
    if (!exported && isOver(item, now)) return leftOver(item, asOneLine(item.measure.value));
    const programme = exported ? programmeOf(exported, item) : placed.of(item.programme, item.place);
    const known = exported ?? findTarget(item, programme, now.targets, takenTargets);
    const reference = known?.reference ?? refs.next(`${programme.reference}-T`);
    const steps = known ? changesToTarget(known, item, draft) : stepsOfNewTarget(item, reference, programme);
    const isAsked = questions.length > 0;
    return {
      ...NOTHING,
      title: asOneLine(item.measure.value),
      reference,
      programme: programme.reference,
      figures: item.points.map(sayPoint),
      warnings: known ? [] : warningsOf(item),
      becomes: isAsked ? 'ask' : known ? (steps.length > 0 ? 'change' : 'leave') : 'create',
      steps: isAsked ? [] : steps,
    };
  }

  function change(item: Extract<UnderstoodItem, { kind: 'change' }>): PlanRow {
    const { known, steps, question } = reportedChange(item, draft);
    if (question) asked.push(question);
    const isAsked = question !== undefined && question.answer === undefined;
    return {
      ...NOTHING,
      title: asOneLine(item.text.value),
      reference: known?.reference,
      owners: item.owners.map(({ value, name }) => name ?? value),
      becomes: isAsked ? 'ask' : steps.length > 0 ? 'change' : 'leave',
      steps,
    };
  }

  function rowFor(item: UnderstoodItem): PlanRow {
    switch (item.kind) {
      case 'action':
      case 'milestone':
        return action(item);
      case 'target':
        return target(item);
      case 'decision':
        return decisionRow(item, draft, open(item.key).length > 0);
      case 'change':
        return change(item);
      case 'note':
        return {
          ...NOTHING,
          title: asOneLine(item.text.value),
          becomes: 'leave',
          why: 'A message, and no action or decision: nothing is recorded of it.',
        };
    }
  }

  // An area of a plan is one though no table stands under its heading.
  if (read.understood.items.length > 0) {
    for (const { key, place } of read.understood.programmes) if (place.row === undefined) placed.of(key, place);
  }
  const items: PlannedItem[] = [];
  const commands: ImportCommand[] = [];
  const toldOf = questionsByItem(read.understood.questions);
  for (const item of read.understood.items) {
    const before = asked.length;
    const { steps, kind = item.kind, why = item.why, ...row } = rowFor(item);
    const { key, place, sure, isHidden } = item;
    const questions = [...(toldOf.get(key) ?? []), ...asked.slice(before).map(({ id }) => id)];
    const records = steps.map(({ says }) => says);
    items.push(omitUndefined({ key, kind, place, ...row, sure, why, records, questions, isHidden }));
    commands.push(...commandsOf(item, steps, row.reference, commandKind(kind, now.items, row.reference), draft));
  }
  return { items, commands, asked, gone: matches.gone() };
}

/** A report on an action is a command to it. */
function commandKind(
  kind: PlannedItem['kind'],
  known: readonly KnownPlanItem[],
  reference: string | undefined,
): ImportCommand['kind'] {
  if (kind === 'change' || kind === 'note') return known.find((each) => each.reference === reference)?.kind ?? 'action';
  return kind;
}

function commandsOf(
  item: UnderstoodItem,
  steps: readonly ImportStep[],
  reference: string | undefined,
  kind: ImportCommand['kind'],
  draft: Draft,
): ImportCommand[] {
  if (reference === undefined) return [];
  return steps.map(({ verb, body }, index) => ({
    key: `${item.key} ${index + 1}`,
    item: item.key,
    kind,
    ...(verb !== undefined && { verb }),
    reference,
    body: omitUndefined(draft.body(item.place, omitUndefined(body))),
    place: item.place,
  }));
}

function questionsByItem(questions: Draft['read']['understood']['questions']): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { id, items } of questions) {
    for (const key of items) {
      const ids = found.get(key);
      if (ids) ids.push(id);
      else found.set(key, [id]);
    }
  }
  return found;
}

/** Questions about an item that nobody has answered: until then no command comes of it. */
function openQuestions({ read, answers }: Draft): (key: string) => readonly string[] {
  const byItem = questionsByItem(read.understood.questions.filter(({ id }) => answers[id] === undefined));
  return (key) => byItem.get(key) ?? [];
}
