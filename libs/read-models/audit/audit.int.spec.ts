import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '#event-store/port/port.js';
import { decodeCursor } from '#read-store/query/cursor.js';
import { itemsOf } from '#read-store/query/items.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { EVERYTHING, type Viewer } from '#read-store/query/visibility.js';
import { isClaim } from '#read-store/tables/events.js';
import { breaks } from '#test/support/read-models/conforms.js';
import { runs, withReadStore } from '#test/support/read-models/engine.js';
import { stored, type ToldFact } from '#test/support/read-models/events.js';
import { opened, projected } from '#test/support/read-models/files.js';
import { histories } from '#test/support/read-models/histories.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { by } from '#test/support/read-models/timescales.js';
import type { AuditFilter } from './audit.filters.js';
import { auditAfter, findEvent, history, listAudit } from './audit.queries.js';
import { AUDIT_PAGE } from './audit.schema.js';
import { type AuditFields, fieldsOf, presentValue } from './fields.js';

const NOW = '2019-06-01T12:00:00.000Z';
const INTERNAL = { level: 'internal' } as const;
const BOARD_ONLY = { level: 'restricted', group: 'g1' } as const;
const VIEWER: Viewer = { everything: false, groups: [] };
const nameless = async () => new Map<string, string>();

const HISTORY: readonly ToldFact[] = [
  { stream: 'ledger', type: 'LedgerOpened', data: { ledger: 'l1', name: 'Plan', illustrative: false } },
  { stream: 'party-s1', type: 'PartyRegistered', data: { reference: 'SEC', kind: 'person' } },
  { stream: 'party-o1', type: 'PartyRegistered', data: { reference: 'LEAD', kind: 'post', name: 'SMI lead' } },
  { stream: 'group-g1', type: 'GroupRegistered', data: { reference: 'BOARD', name: 'Board' } },
  { stream: 'programme-p1', type: 'ProgrammeRegistered', data: { reference: 'SMI', name: 'SMI', group: 'g1' } },
  {
    stream: 'action-a1',
    type: 'ActionCreated',
    data: { reference: 'SMI-A1', programme: 'p1', title: 'Review', timescale: by('2018-06-30'), access: INTERNAL },
    recordedAt: '2018-04-02T09:00:00.000Z',
    occurredAt: '2018-03',
  },
  {
    stream: 'action-a1',
    type: 'ActionPartyAssigned',
    data: { party: 'o1', part: 'lead' },
    recordedAt: '2018-04-03T09:00:00.000Z',
    actor: 's1',
  },
  {
    stream: 'action-a1',
    type: 'ActionTimescaleRevised',
    data: { timescale: by('2018-12-31'), reason: 'Staff left', authority: 'group' },
    recordedAt: '2018-04-04T09:00:00.000Z',
    actor: 'o1',
  },
  {
    stream: 'action-a2',
    type: 'ActionCreated',
    data: { reference: 'SMI-A2', programme: 'p1', title: 'Closed', access: BOARD_ONLY },
    recordedAt: '2018-04-05T09:00:00.000Z',
  },
  {
    stream: 'action-a1',
    type: 'ActionDependencyAdded',
    data: { on: 'a2' },
    recordedAt: '2018-04-05T10:00:00.000Z',
  },
  {
    stream: 'action-a1',
    type: 'ActionNoteAdded',
    data: { text: 'For the board', access: BOARD_ONLY },
    recordedAt: '2018-04-05T11:00:00.000Z',
  },
  {
    stream: 'access-x1',
    type: 'TokenIssued',
    data: { reference: 'TOKEN-1', token: 'x1', party: 's1', roles: ['viewer'], programmes: [], groups: [] },
    recordedAt: '2018-04-06T09:00:00.000Z',
  },
];

async function asked<Answer>(
  answer: (view: QueryContext) => Promise<Answer>,
  { reader = EVERYTHING, events = stored(HISTORY), asOfPosition }: Asked = {},
): Promise<Answer> {
  return withReadStore(async (store) => {
    const models = opened(store, await projected(store, events));
    const moment = asOfPosition === undefined ? {} : { asOfPosition };
    try {
      return await models.read({ ...moment, now: NOW }, reader, answer);
    } finally {
      await models.close();
    }
  });
}
interface Asked {
  readonly reader?: Viewer;
  readonly events?: readonly StoredEvent[];
  readonly asOfPosition?: number;
}

async function numbers(filter: AuditFilter, reader?: Viewer): Promise<number[]> {
  const page = await asked((view) => listAudit(view, filter, { limit: 50 }, nameless), { reader });
  return page.items.map(({ number }) => number);
}

describeOnEveryEngine('audit', () => {
  test('a row says who changed what, when it was recorded and true, why, and each field before and after', async () => {
    const page = await asked((view) =>
      history(view, 'action', 'SMI-A1', { limit: 3 }, async (ids) => new Map(ids.map((id) => [id, 'Ms Secretary']))),
    );
    expect(breaks(AUDIT_PAGE, page)).toEqual([]);
    const [created, assigned, revised] = page?.items ?? [];
    expect(created).toMatchObject({
      number: 6,
      type: 'ActionCreated',
      stream: 'action-a1',
      reference: 'SMI-A1',
      revision: 0,
      recordedAt: '2018-04-02T09:00:00.000Z',
      occurredAt: '2018-03',
      effectiveFrom: '2018-03-01T00:00:00.000Z',
    });
    expect(created?.changes).toContainEqual({ field: 'programme', before: null, after: 'SMI' });
    const fields = page?.items.flatMap(({ changes }) => changes.map(({ field }) => field));
    expect(fields).toContain('agreed');
    expect(fields).not.toContain('promisedOn');
    expect(assigned?.actor).toEqual({
      party: 'SEC',
      name: 'Ms Secretary',
      kind: 'post',
      organisation: null,
      post: null,
      roles: ['secretary'],
    });
    expect(assigned?.changes).toEqual([
      { field: 'parties', before: [], after: [{ party: 'LEAD', part: 'lead' }] },
      { field: 'owner', before: null, after: 'LEAD' },
    ]);
    expect(revised).toMatchObject({ reason: 'Staff left', actor: { party: 'LEAD', name: 'SMI lead' } });
    expect(revised?.changes).toContainEqual({
      field: 'agreed',
      before: expect.objectContaining({ text: 'By 2018-06-30', latest: '2018-06-30' }),
      after: expect.objectContaining({ text: 'By 2018-12-31', latest: '2018-12-31' }),
    });
  });

  test('a row says on whose word a date moved, also where it is the word that moved it before', async () => {
    const again = {
      ...(HISTORY[7] as ToldFact),
      data: { timescale: by('2019-03-31'), reason: 'Staff left again', authority: 'group' },
      recordedAt: '2018-04-07T09:00:00.000Z',
    };
    const page = await asked((view) => listAudit(view, { reference: 'SMI-A1' }, { limit: 50 }, nameless), {
      events: stored([...HISTORY, again]),
    });
    const told = page.items.map(({ type, authority }) => [type, authority]);
    expect(told.filter(([type]) => type === 'ActionTimescaleRevised')).toEqual(
      Array.from({ length: 2 }, () => ['ActionTimescaleRevised', 'group']),
    );
    expect(told.filter(([type]) => type !== 'ActionTimescaleRevised').map(([, authority]) => authority)).toEqual(
      Array.from({ length: 4 }, () => null),
    );
  });

  test('a total is null where no index holds what matches', async () => {
    const total = (filter: AuditFilter, limit = 1) =>
      asked(async (view) => (await listAudit(view, filter, { limit }, nameless)).total);
    expect(await total({})).toBe(12);
    expect(await total({ late: true, type: ['ActionCreated', 'ActionCompleted'] }, 5)).toBe(1);
    expect(await total({ type: ['ActionCreated', 'PartyRegistered'] })).toBe(4);
    expect(await total({ reference: 'SMI-A1', late: false })).toBe(4);
    expect(await total({ kind: 'party' })).toBeNull();
    expect(await total({ programme: 'SMI' })).toBeNull();
    expect(await total({ kind: 'party' }, 5)).toBe(2);
  });

  test('every filter narrows the trail', async () => {
    expect(await numbers({ stream: 'action-a1', type: ['ActionTimescaleRevised'] })).toEqual([8]);
    expect(await numbers({ type: ['ActionTimescaleRevised', 'LedgerOpened'] })).toEqual([1, 8]);
    expect(await numbers({ late: true })).toEqual([6]);
    expect(await numbers({ late: false, reference: 'SMI-A1' })).toEqual([7, 8, 10, 11]);
    expect(await numbers({ meeting: 'NONE' })).toEqual([]);
    expect(await numbers({ stream: 'ledger' })).toEqual([1]);
    expect(await numbers({ stream: 'action-nobody' })).toEqual([]);
    expect(await numbers({ reference: 'smi-a2' })).toEqual([9]);
    expect(await numbers({ kind: 'party' })).toEqual([2, 3]);
    expect(await numbers({ actor: 'LEAD' })).toEqual([8]);
    expect(await numbers({ from: '2018-04-03', to: '2018-04-04' })).toEqual([7, 8]);
    expect(await numbers({ from: '2018-04-04T09:00:00.001Z', to: '2018-04-05T09:00:00.000Z' })).toEqual([9]);
    expect(await numbers({ from: '2020-01-01' })).toEqual([]);
    expect(await numbers({ to: '2017-01-01' })).toEqual([]);
  });

  test('what is hidden leaves no trace: items, notes of their own access, tokens, and mentions of them', async () => {
    expect(await numbers({ from: '2018-04-05' }, VIEWER)).toEqual([10]);
    expect(await numbers({ from: '2018-04-05' }, { ...VIEWER, groups: ['g1'] })).toEqual([9, 10, 11]);
    expect(await numbers({ from: '2018-04-05' }, { everything: true, groups: [] })).toEqual([9, 10, 11]);
    expect(await numbers({ from: '2018-04-05' })).toEqual([9, 10, 11, 12]);
    expect(await numbers({ reference: 'SMI-A2' }, VIEWER)).toEqual([]);
    const one = (view: QueryContext) => history(view, 'action', 'SMI-A2', { limit: 9 }, nameless);
    expect(await asked(one, { reader: VIEWER })).toBeUndefined();
    const all = await asked((view) => listAudit(view, { from: '2018-04-05' }, { limit: 9 }, nameless), {
      reader: VIEWER,
    });
    expect(all.items[0]?.changes).toEqual([]);
  });

  test('the breach of a period whose figure is hidden is hidden with it', async () => {
    const target = { measure: 'Checks', unit: '%', direction: 'at-least', kind: 'standard', accumulates: false };
    const measured = { period: '2018-01', value: '12', status: 'final', access: BOARD_ONLY };
    const events = stored([
      ...HISTORY.slice(0, 5),
      {
        stream: 'target-t1',
        type: 'TargetSet',
        data: { reference: 'T1', programme: 'p1', trajectory: [], access: INTERNAL, ...target },
      },
      { stream: 'target-t1', type: 'TargetMeasured', data: measured },
      { stream: 'target-t1', type: 'TargetBreached', data: { period: '2018-01', cause: 'measurement', actual: '12' } },
      { stream: 'target-t1', type: 'TargetBreached', data: { period: '2018-02', cause: 'report' } },
    ]);
    const shown = async (reader: Viewer) => {
      const page = await asked((view) => history(view, 'target', 'T1', { limit: 9 }, nameless), { events, reader });
      return page?.items.map(({ number, changes }) => [number, changes.map(({ field }) => field).slice(0, 1)]);
    };
    expect(await shown(EVERYTHING)).toMatchObject([
      [6, ['measure']],
      [7, ['measurements.2018-01']],
      [8, ['breaches.2018-01']],
      [9, ['breaches.2018-02']],
    ]);
    expect(await shown(VIEWER)).toMatchObject([
      [6, ['measure']],
      [9, ['breaches.2018-02']],
    ]);
  });

  test('pages go on either way, at the moment of the first', async () =>
    withReadStore(async (store) => {
      const models = opened(store, await projected(store, stored(HISTORY)));
      for (const order of ['oldest', 'newest'] as const) {
        const seen: number[] = [];
        let cursor: ReturnType<typeof decodeCursor> | undefined;
        do {
          const page = await models.read({ ...cursor?.moment, now: NOW }, EVERYTHING, (view) =>
            listAudit(view, {}, { limit: 5, cursor, order }, nameless),
          );
          expect(page.total).toBe(12);
          seen.push(...page.items.map(({ number }) => number));
          cursor = page.nextCursor === null ? undefined : decodeCursor(page.nextCursor);
        } while (cursor);
        const all = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        expect(seen).toEqual(order === 'oldest' ? all : all.reverse());
      }
      await models.close();
    }));

  test('one event stands between those of its item that the reader may see', async () => {
    const beside = async (number: number, reader: Viewer = EVERYTHING) => {
      const found = await asked((view) => findEvent(view, number, nameless), { reader });
      return found && [found.previous, found.event.number, found.next];
    };
    expect(await beside(6)).toEqual([null, 6, 7]);
    expect(await beside(10)).toEqual([8, 10, 11]);
    expect(await beside(10, VIEWER)).toEqual([8, 10, null]);
    expect(await beside(11, VIEWER)).toBeUndefined();
    expect(await beside(99)).toBeUndefined();
  });

  test('those who listen on are told what follows, and where to ask after next', async () => {
    const after = (number: number, limit: number, reader?: Viewer) =>
      asked(
        async (view) => {
          const { items, upTo } = await auditAfter(view, number, limit, {}, nameless);
          return { items: items.map((item) => item.number), upTo };
        },
        { reader },
      );
    expect(await after(9, 2)).toEqual({ items: [10, 11], upTo: 11 });
    expect(await after(10, 5, VIEWER)).toEqual({ items: [], upTo: 12 });
    expect(await after(12, 5)).toEqual({ items: [], upTo: 12 });
  });

  /** An item's fields as the trail names them, with references for ids. */
  async function fieldsNow(view: QueryContext, id: string): Promise<AuditFields> {
    const found = await view.db.selectFrom('items').selectAll().where('id', '=', id).executeTakeFirst();
    const [item] = await itemsOf<object>(view.db, found ? [found.key] : [], view.moment);
    const all = await view.db.selectFrom('items').select(['id', 'reference']).execute();
    const known = new Map(all.map((row) => [row.id, row.reference ?? row.id]));
    const of = (id: string) => known.get(id) ?? id;
    const references = {
      of,
      maybe: of as () => string,
      each: (ids: readonly string[]) => ids.map(of),
      shows: () => true,
    };
    const fields = Object.entries(fieldsOf(found?.kind ?? 'ledger', item?.state ?? {}));
    return Object.fromEntries(fields.map(([name, value]) => [name, presentValue(name, value, references)]));
  }
  const stated = (fields: AuditFields) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

  test('numbers are dense, and changes folded forward from its creation are the item as it stands', async () => {
    await fc.assert(
      fc.asyncProperty(histories(), fc.double({ min: 0, max: 1, noNaN: true }), async (events, part) => {
        const asOfPosition = Math.round(part * events.length);
        await asked(
          async (view) => {
            const page = await listAudit(view, {}, { limit: 1000 }, nameless);
            expect(breaks(AUDIT_PAGE, page)).toEqual([]);
            const { items } = page;
            const known = events.slice(0, asOfPosition).filter(({ stream }) => !isClaim(stream));
            expect(items.map(({ number }) => number)).toEqual(known.map((_, index) => index + 1));
            const folded = new Map<string, Record<string, unknown>>();
            for (const { id, changes } of items)
              for (const { field, before, after } of changes.filter(
                ({ field }) => !/^(note|evidence|.*\.)/.test(field),
              )) {
                const fields = folded.get(id) ?? {};
                expect(fields[field] ?? null).toEqual(before);
                folded.set(id, { ...fields, [field]: after });
              }
            for (const [id, fields] of folded) expect(stated(fields)).toEqual(stated(await fieldsNow(view, id)));
          },
          { events, asOfPosition },
        );
      }),
      { numRuns: runs(25) },
    );
  });

  test('a fact recorded after a later one says from when it counts, and others do not', async () => {
    const started: ToldFact = {
      stream: 'action-a1',
      type: 'ActionStarted',
      data: {},
      recordedAt: '2018-05-02T09:00:00.000Z',
      occurredAt: '2018-02',
    };
    const page = await asked((view) => history(view, 'action', 'SMI-A1', { limit: 1, order: 'newest' }, nameless), {
      events: stored([...HISTORY, started]),
    });
    expect(breaks(AUDIT_PAGE, page)).toEqual([]);
    expect(page?.items[0]).toMatchObject({
      type: 'ActionStarted',
      late: { stated: '2018-02', note: expect.stringMatching(/^States 2018-02, .* so it counts from 2018-04-/) },
    });
    const plain = await asked((view) => listAudit(view, {}, { limit: 50 }, nameless));
    expect(plain.items.map(({ late }) => late)).toEqual(HISTORY.map(() => null));
  });
});
