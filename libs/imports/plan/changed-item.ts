import type { ActionItem } from '#documents/index.js';
import { descriptionOf, finishedOn, promiseText, readAs } from './action-fields.js';
import type { Draft } from './draft.js';
import type { KnownPlanItem } from './ledger-now.js';
import { type ImportStep, reportSteps, revision, statusSteps } from './new-item.js';
import type { Parties } from './parties.js';
import { asOneLine, isSameText } from './words.js';

interface Changes {
  readonly steps: readonly ImportStep[];
  /** Where the ledger has moved on and the document says what stood before. */
  readonly warnings: readonly string[];
}

type Promised = ActionItem['promises'][number];

const CLOSED = ['complete', 'verified', 'withdrawn'];
const last = <Item>(list: readonly Item[]): Item | undefined => list[list.length - 1];

/** What another issue of the document says anew of an item on the ledger. */
export function changesTo(known: KnownPlanItem, item: ActionItem, draft: Draft, parties: Parties): Changes {
  if (known.readFrom.has(draft.read.sha256)) return { steps: [], warnings: [] };
  const warnings: string[] = [];
  if (known.status === 'withdrawn') {
    return { steps: [], warnings: [`${known.reference} is withdrawn on the ledger; nothing of it is changed.`] };
  }
  const isClosed = CLOSED.includes(known.status);
  const steps = [
    ...described(known, item, draft, warnings),
    ...(known.kind === 'action' ? led(known, item, draft, parties, warnings) : []),
    ...(isClosed ? [] : moved(known, item, draft, warnings)),
    ...(known.kind === 'action' && !isClosed ? reportSteps(item, draft, known.texts, known) : []),
    ...(known.kind === 'action' && !isClosed ? statusSteps(item, draft, known.status) : met(known, item, draft)),
  ];
  if (isClosed && item.status && item.status.value !== 'complete') {
    warnings.push(`The ledger has ${known.reference} as ${known.status}; the document says "${item.status.written}".`);
  }
  return { steps, warnings };
}

function described(known: KnownPlanItem, item: ActionItem, draft: Draft, warnings: string[]): ImportStep[] {
  if (known.kind === 'milestone') return [];
  const title = item.isExported ? item.title.value : asOneLine(item.title.value);
  const description = item.isExported ? item.description[0]?.value : descriptionOf(item);
  const [titleNow = '', descriptionNow = ''] = [last(known.titles), last(known.descriptions)];
  const isRenamed = title !== titleNow && !known.titles.includes(title);
  if (title !== titleNow && !isRenamed) warnings.push(`The ledger has a later title: "${titleNow}".`);
  const isDescribed =
    description !== undefined && description !== descriptionNow && !known.descriptions.includes(description);
  if (!isRenamed && !isDescribed) return [];
  const what = isRenamed ? `text changed from "${titleNow}" to "${title}"` : 'description changed';
  return [
    {
      verb: 'describe',
      body: {
        ...(isRenamed && { title }),
        ...(isDescribed && { description }),
        reason: draft.reason(item.title.place, what),
      },
      says: isRenamed ? `Changes its title from "${titleNow}" to "${title}".` : 'Changes its description.',
    },
  ];
}

/** The reference of a party that is retired, or whose name was erased, names nobody new. */
const isOver = (owner: ActionItem['owners'][number] | undefined, { now }: Draft) =>
  owner !== undefined &&
  now.references.has(owner.value) &&
  !now.parties.some(({ reference }) => reference === owner.value);

function led(known: KnownPlanItem, item: ActionItem, draft: Draft, parties: Parties, warnings: string[]): ImportStep[] {
  const [owner] = item.owners;
  if (item.isExported && isOver(owner, draft)) return [];
  const party = owner && parties.of(owner);
  if (!owner || !party) return [];
  const leadNow = last(known.leads);
  const nameOf = (id: string | undefined) => draft.now.parties.find((each) => each.id === id)?.name ?? 'nobody';
  if (party.id !== undefined && party.id === leadNow) return [];
  if (party.id !== undefined && known.leads.includes(party.id)) {
    warnings.push(`The ledger has a later lead, ${nameOf(leadNow)}; the document names ${party.name}.`);
    return [];
  }
  const what = `owner changed from ${nameOf(leadNow)} to ${party.name}`;
  return [
    {
      verb: 'assign-owner',
      body: { owner: party.reference, reason: draft.reason(owner.place, what) },
      says: `Gives it to ${party.name} in place of ${nameOf(leadNow)}.`,
    },
  ];
}

function moved(known: KnownPlanItem, item: ActionItem, draft: Draft, warnings: string[]): ImportStep[] {
  const textOf = item.isExported ? ({ value }: Promised) => value : promiseText;
  const texts = item.promises.map(textOf);
  const agreed = last(known.promises);
  const at = agreed === undefined ? -1 : texts.lastIndexOf(agreed);
  const news = item.promises.slice(at + 1).filter((each) => !known.promises.includes(textOf(each)));
  const latest = last(texts);
  if (news.length === 0 && latest !== undefined && agreed !== undefined && !isSameText(latest, agreed)) {
    warnings.push(`The ledger has a later date, "${agreed}"; the document says "${latest}".`);
  }
  if (known.kind === 'action') return news.map((each) => revision(each, draft));
  return news.map((each) => ({
    verb: 'revise-date',
    body: {
      due: promiseText(each),
      readAs: readAs(each),
      authority: 'unknown',
      reason: draft.reason(each.place, `date moved. ${each.why}`),
    },
    says: `Moves its date to "${promiseText(each)}".`,
  }));
}

function met(known: KnownPlanItem, item: ActionItem, draft: Draft): ImportStep[] {
  const isMet = known.kind === 'milestone' && known.status === 'pending' && item.status?.value === 'complete';
  const metOn = finishedOn(item, draft.now.today);
  return isMet ? [{ verb: 'meet', body: metOn ? { metOn } : {}, says: 'Records that it is met.' }] : [];
}
