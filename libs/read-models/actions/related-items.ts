import type { Access, AffectedAs, DecisionStatus, Disposition, OnBehalfOf } from '#domain/index.js';
import {
  appendedRows,
  type QueryContext,
  rowVisibleTo,
  versions,
  visibleTo,
  withReferences,
} from '#read-store/index.js';

export async function decisionsAffecting({ db, moment, reader }: QueryContext, key: number) {
  const rows = await db
    .selectFrom(versions('affects', moment).as('a'))
    .innerJoin(versions('decisions', moment).as('d'), 'd.key', 'a.key')
    .innerJoin('items as i', 'i.key', 'a.key')
    .leftJoin(versions('texts', moment).as('t'), 't.key', 'a.key')
    .select(['i.reference', 't.title', 'a.part as as', 'd.disposition', 'd.status'])
    .where('a.item', '=', key)
    .where(visibleTo(reader, 'a.key'))
    .orderBy('i.reference')
    .orderBy('a.part')
    .$narrowType<{ as: AffectedAs; disposition: Disposition; status: DecisionStatus }>()
    .execute();
  return rows.map(({ reference, ...row }) => ({ reference: reference ?? '', ...row }));
}

export async function notesAndEvidence(view: QueryContext, key: number) {
  const { db, moment, reader } = view;
  const rows = await db
    .selectFrom(appendedRows('notes', moment).as('n'))
    .innerJoin('audit as e', 'e.from_position', 'n.from_position')
    .innerJoin('actors as by', 'by.key', 'e.actor')
    .innerJoin('items as party', 'party.key', 'by.party')
    .leftJoin('items as g', 'g.key', 'n.access_group')
    .select(['n.from_position as position', 'n.note_kind', 'n.body', 'n.access', 'g.id as group'])
    .select(['e.recorded_at', 'e.occurred_at', 'e.on_behalf_of', 'party.id as actor'])
    .where('n.key', '=', key)
    .where(rowVisibleTo(reader, 'n'))
    .orderBy('n.from_position')
    .$narrowType<{ access: Access['level'] }>()
    .execute();
  const presented = await withReferences(view, rows, (row, { of, maybe }) => {
    const behalf = row.on_behalf_of === null ? undefined : (JSON.parse(row.on_behalf_of) as OnBehalfOf);
    const { title, url, text }: { title?: string; url?: string; text?: string } = JSON.parse(row.body);
    const common = {
      position: row.position,
      recordedAt: new Date(row.recorded_at).toISOString(),
      occurredAt: row.occurred_at,
      by: of(behalf?.party ?? row.actor),
      access: row.access,
      restrictedTo: maybe(row.group ?? undefined),
    };
    return row.note_kind === 'note'
      ? { note: { ...common, text: text ?? '' } }
      : { evidence: { ...common, title: title ?? '', url: url ?? null, text: text ?? null } };
  });
  return {
    notes: presented.flatMap(({ note }) => note ?? []),
    evidence: presented.flatMap(({ evidence }) => evidence ?? []),
  };
}
