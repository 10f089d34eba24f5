import type { ActionItem } from '#documents/index.js';
import { descriptionOf, finishedOn, percentOf, promiseText, ratingOf, readAs, reportedOf } from './action-fields.js';
import type { Draft } from './draft.js';
import type { Parties } from './parties.js';
import type { PlacedProgramme } from './programmes.js';
import { asOneLine, asText } from './words.js';

/** A command without its number: the first creates the item. */
export interface ImportStep {
  readonly verb?: string;
  readonly body: object;
  readonly says: string;
}

interface Placed {
  readonly draft: Draft;
  readonly parties: Parties;
  readonly programme: PlacedProgramme;
  readonly reference: string;
  /** Reference of the action that it is part of. */
  readonly parent?: string;
}

export const DOCUMENT_SYSTEM = 'Document';

export function stepsOfNew(item: ActionItem, placed: Placed): ImportStep[] {
  return item.kind === 'milestone' && item.promises.length > 0 ? milestone(item, placed) : action(item, placed);
}

function milestone(item: ActionItem, { programme, reference, draft }: Placed): ImportStep[] {
  const [due, ...later] = item.promises;
  const done = finishedOn(item, draft.now.today);
  return [
    {
      body: { reference, programme: programme.reference, title: asOneLine(item.title.value), ...(due && dueOf(due)) },
      says: `Sets milestone ${reference}.`,
    },
    ...later.map((each) => ({
      verb: 'revise-date',
      body: { ...dueOf(each), authority: 'unknown', reason: draft.reason(each.place, `date moved. ${each.why}`) },
      says: `Moves its date to "${promiseText(each)}".`,
    })),
    ...(item.status?.value === 'complete'
      ? [{ verb: 'meet', body: done ? { metOn: done } : {}, says: 'Records that it is met.' }]
      : []),
  ];
}

const dueOf = (field: ActionItem['promises'][number]) => ({ due: promiseText(field), readAs: readAs(field) });
const timescaleOf = (field: ActionItem['promises'][number]) => ({
  timescale: promiseText(field),
  readAs: readAs(field),
});

function action(item: ActionItem, placed: Placed): ImportStep[] {
  const { draft, parties, programme, reference, parent } = placed;
  const [promise, ...later] = item.promises;
  const named = item.owners.flatMap((owner) => parties.of(owner) ?? []);
  const [lead, ...joint] = named.filter((each, index) => named.indexOf(each) === index);
  const written = item.reference?.value;
  return [
    {
      body: {
        reference,
        programme: programme.reference,
        title: asOneLine(item.title.value),
        description: descriptionOf(item),
        ...(promise && timescaleOf(promise)),
        owner: lead?.reference,
        parties: joint.length > 0 ? joint.map((each) => ({ party: each.reference, part: 'joint' })) : undefined,
        parent,
        externalRefs:
          written && written !== reference ? [{ system: DOCUMENT_SYSTEM, ref: asOneLine(written) }] : undefined,
      },
      says: `Creates action ${reference}${lead ? `, led by ${lead.name}` : ''}.`,
    },
    ...later.map((each) => revision(each, draft)),
    ...reportSteps(item, draft, new Set()),
    ...statusSteps(item, draft, 'planned'),
  ];
}

export function revision(field: ActionItem['promises'][number], draft: Draft): ImportStep {
  return {
    verb: 'revise-timescale',
    body: {
      ...timescaleOf(field),
      authority: 'unknown',
      reason: draft.reason(field.place, `date moved. ${field.why}`),
    },
    says: `Moves its date to "${promiseText(field)}".`,
  };
}

/** Forecast, rating, reports, evidence and notes, but for those on record. */
export function reportSteps(
  item: ActionItem,
  draft: Draft,
  texts: ReadonlySet<string>,
  before: { readonly forecasts: readonly string[]; readonly rating?: string } = { forecasts: [] },
): ImportStep[] {
  const rating = ratingOf(item.rating);
  const { forecast } = item;
  return [
    ...(forecast && !before.forecasts.includes(promiseText(forecast))
      ? [
          {
            verb: 'forecast',
            body: timescaleOf(forecast),
            says: `Forecasts "${promiseText(forecast)}".`,
          },
        ]
      : []),
    ...(rating && rating !== before.rating
      ? [
          {
            verb: 'rate',
            body: {
              rating,
              narrative: `As rated in "${asOneLine(draft.read.name)}": ${asText(item.rating?.written || rating, 500)}`,
            },
            says: `Rates it ${rating}.`,
          },
        ]
      : []),
    ...reportedOf(item)
      .filter(({ text }) => !texts.has(text))
      .map(({ kind, text }): ImportStep => {
        if (kind === 'note') return { verb: 'add-note', body: { text }, says: `Adds the note "${shown(text)}".` };
        if (kind === 'evidence') {
          return {
            verb: 'attach-evidence',
            body: { title: asOneLine(text), text },
            says: `Attaches the evidence "${shown(text)}".`,
          };
        }
        const percent = percentOf(item);
        return {
          verb: 'report-progress',
          body: { narrative: text, ...(percent !== undefined && { percent }) },
          says: `Reports "${shown(text)}".`,
        };
      }),
  ];
}

const shown = (text: string) => asOneLine(text, 80);

export function statusSteps(item: ActionItem, draft: Draft, before: string): ImportStep[] {
  const { status } = item;
  if (!status || status.value === before || status.value === 'planned') return [];
  const reason = asText(status.written || status.value, 2000);
  const started = before === 'in-progress' ? [] : [{ verb: 'start', body: {}, says: 'Records that work has begun.' }];
  switch (status.value) {
    case 'in-progress':
      return started;
    case 'blocked':
      return [{ verb: 'block', body: { reason }, says: 'Records that it cannot go on.' }];
    case 'deferred':
      return [{ verb: 'defer', body: { reason }, says: 'Records that it is put off.' }];
    case 'withdrawn':
      return [
        { verb: 'withdraw', body: { reason: draft.reason(status.place, reason) }, says: 'Takes it out of the plan.' },
      ];
    case 'complete': {
      const occurredAt = finishedOn(item, draft.now.today);
      const unblocked =
        before === 'blocked'
          ? [{ verb: 'unblock', body: {}, says: 'Records that it can go on.' }]
          : before === 'deferred'
            ? [{ verb: 'resume', body: { reason: draft.reason(status.place, reason) }, says: 'Takes it up again.' }]
            : [];
      return [
        ...unblocked,
        {
          verb: 'complete',
          body: { narrative: reason, ...(occurredAt && { occurredAt }) },
          says: `Records that it is complete${occurredAt ? `, on ${occurredAt}` : ''}.`,
        },
      ];
    }
  }
}
