import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Commands } from '#commands/index.js';
import type { EventStore } from '#event-store/index.js';
import { openTestLedger, principal, send } from '#test/support/command-handling.js';
import { countsOf } from '../plan/plan.js';
import { type Document, imports } from './imports.js';

const TODAY = '2018-06-01';
const SECRETARY = principal('secretary', 'administrator');
const NEVER = new AbortController().signal;
const PLAN = `Ref,Action,Owner,By when,Status
1,Agree the model,Jane Hill,30 June 2018,In progress
2,Recruit 2 nurses,NHS Dorset CCG,Q3 2018/19,
3,Review the policy,All,TBC,Complete
`;

let ledger: Awaited<ReturnType<typeof openTestLedger>>;
let folder: string;

beforeEach(async () => {
  ledger = await openTestLedger();
  folder = mkdtempSync(join(tmpdir(), 'imports-'));
});
afterEach(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true });
});

const document = (csv = PLAN): Document => ({
  bytes: new TextEncoder().encode(csv),
  name: 'Plan.csv',
  date: '2018-05-01',
});

function importsOf(commands: Pick<Commands, 'handle' | 'find'> = ledger.handler()) {
  const namesOf = async (ids: readonly string[]) =>
    new Map(
      ids.flatMap((id) => (ledger.names.has(id) ? [[id, ledger.names.get(id) ?? '']] : [])) as [string, string][],
    );
  return imports({ store: ledger.store, commands, folder, namesOf, today: () => TODAY });
}

async function eventsOf(store: EventStore) {
  const { events } = await store.readAll('start', 1_000);
  return events.filter(({ stream }) => !stream.startsWith('reference-'));
}

async function bringIn(csv = PLAN) {
  const door = importsOf();
  const { reference, plan } = await door.upload(document(csv), SECRETARY);
  await door.run(await door.start(reference, {}, SECRETARY), NEVER);
  return { reference, plan, door, state: (await door.one(reference)).state };
}

const told = async () =>
  (await eventsOf(ledger.store)).filter(({ stream }) => !stream.startsWith('import-')).map(({ type }) => type);

describe('an import', () => {
  it('records what its preview said, each event with the import, the hash and the place', async () => {
    const { state, plan } = await bringIn();
    expect(state).toMatchObject({ reference: 'IMP-01', status: 'finished', done: plan.commands.length, refused: [] });
    expect(await told()).toEqual([
      ...['ProgrammeRegistered', 'PartyRegistered', 'PartyRegistered', 'ActionCreated', 'ActionStarted'],
      ...['ActionCreated', 'ActionCreated', 'ActionNoteAdded', 'ActionCompleted'],
    ]);
    const [created] = (await eventsOf(ledger.store)).filter(({ type }) => type === 'ActionCreated');
    expect(created?.metadata).toMatchObject({
      occurredAt: '2018-05-01',
      source: { document: 'Plan.csv', line: 2, sha256: state.sha256, import: 'IMP-01' },
    });
    const kept = join(folder, 'documents', state.sha256);
    expect(readFileSync(kept, 'utf8')).toBe(PLAN);
    expect(statSync(kept).mode & 0o777).toBe(0o600);
  });

  it('shows the same plan before it began and after it finished', async () => {
    const { reference, plan, door } = await bringIn();
    expect((await door.preview(await door.one(reference))).plan).toEqual(plan);
  });

  it('of the same file again changes nothing', async () => {
    await bringIn();
    const before = await told();
    const { plan } = await bringIn();
    expect(plan.commands).toEqual([]);
    expect(countsOf(plan)).toMatchObject({ leave: 3, create: 0, change: 0 });
    expect(await told()).toEqual(before);
  });

  it('of a newer issue records what moved, with its reason', async () => {
    await bringIn();
    await bringIn(PLAN.replace('30 June 2018', '31 July 2018'));
    const moved = (await eventsOf(ledger.store)).filter(({ type }) => type === 'ActionTimescaleRevised');
    expect(moved).toMatchObject([
      { data: { reason: expect.stringMatching(/^"Plan\.csv", issue of 2018-05-01 \(SHA-256 [0-9a-f]{12}\), line 2/) } },
    ]);
  });

  it('that was cut goes on where it stopped', async () => {
    const handler = ledger.handler();
    let left = 7;
    const dying: Pick<Commands, 'handle' | 'find'> = {
      find: handler.find,
      async handle(request) {
        left -= 1;
        if (left < 0) throw new Error('killed');
        return handler.handle(request);
      },
    };
    const door = importsOf(dying);
    const { reference } = await door.upload(document(), SECRETARY);
    const started = await door.start(reference, {}, SECRETARY);
    await expect(door.run(started, NEVER)).rejects.toThrow('killed');
    const cut = await told();
    expect(cut).toHaveLength(5);
    const again = importsOf();
    await again.run(await again.one(reference), NEVER);
    expect(await told()).toEqual([...cut, 'ActionCreated', 'ActionCreated', 'ActionNoteAdded', 'ActionCompleted']);
    expect((await again.one(reference)).state).toMatchObject({ status: 'finished', refused: [] });
  });

  it('lists a row that is refused, and records the others', async () => {
    const door = importsOf();
    const { reference } = await door.upload(document(), SECRETARY);
    const started = await door.start(reference, {}, SECRETARY);
    await send(ledger.handler(), 'group', { reference: 'PLAN-A02', name: 'Takes the reference' });
    await door.run(started, NEVER);
    const { state } = await door.one(reference);
    expect(state.refused).toMatchObject([{ reference: 'PLAN-A02', code: 'reference-taken' }]);
    expect(state.applied.map(({ reference: ref }) => ref)).toEqual([
      'PLAN',
      'PERSON-01',
      'ORG-01',
      'PLAN-A01',
      'PLAN-A03',
    ]);
  });

  it('is taken back as a whole, and may come in anew', async () => {
    const { reference, door } = await bringIn();
    const taken = await door.undo(reference, 'It was the draft', SECRETARY);
    expect(taken.stays).toEqual([]);
    expect(taken.taken).toEqual(['PLAN-A03', 'PLAN-A02', 'PLAN-A01', 'ORG-01', 'PERSON-01', 'PLAN']);
    expect((await door.one(reference)).state).toMatchObject({ status: 'undone', taken: taken.taken });
    const anew = await bringIn();
    expect(countsOf(anew.plan)).toMatchObject({ create: 3, leave: 0 });
    expect(anew.state).toMatchObject({ status: 'finished', refused: [] });
  });

  it('is not taken back where something else has touched its items, which are named', async () => {
    const { reference, door } = await bringIn();
    await send(ledger.handler(), 'action', { text: 'Asked for' }, { verb: 'add-note', ref: 'PLAN-A02' });
    const before = await told();
    await expect(door.undo(reference, 'It was the draft', SECRETARY)).rejects.toMatchObject({
      code: 'import-items-touched',
      fields: { references: ['PLAN-A02'] },
    });
    expect(await told()).toEqual(before);
  });

  it('brings items of the ledger back to what they were', async () => {
    await bringIn();
    const { reference, door } = await bringIn(
      PLAN.replace('30 June 2018', '31 July 2018').replace('2 nurses', '3 nurses'),
    );
    await door.undo(reference, 'It was the draft', SECRETARY);
    const handler = ledger.handler();
    expect((await handler.find(['action'], 'PLAN-A01'))?.state).toMatchObject({ revised: { latest: '2018-06-30' } });
    expect((await handler.find(['action'], 'PLAN-A02'))?.state).toMatchObject({ title: 'Recruit 2 nurses' });
  });

  it('says what no event can take back of items that were there before', async () => {
    await bringIn(
      'Ref,Action,By when,Status,RAG,Comment\n1,Agree the model,30 June 2018,,Green,\n2,Recruit,1 May 2019,,,\n',
    );
    const { reference, door } = await bringIn(
      'Ref,Action,By when,Status,RAG,Comment\n1,Agree the model,30 June 2018,On hold,Red,Late\n2,Recruit,1 May 2019,In progress,Amber,\n',
    );
    const { taken, stays } = await door.undo(reference, 'It was the draft', SECRETARY);
    expect(taken).toEqual(['PLAN-A01']);
    expect(stays).toEqual([
      { reference: 'PLAN-A01', what: 'a note' },
      { reference: 'PLAN-A02', what: 'that work has begun' },
      { reference: 'PLAN-A02', what: 'its rating, amber' },
    ]);
    expect((await door.one(reference)).state).toMatchObject({ status: 'undone', stays });
    const found = await ledger.handler().find(['action'], 'PLAN-A01');
    expect(found?.state).toMatchObject({ status: 'planned', rating: { rating: 'green' } });
  });

  it('begins once, however often at once it is confirmed, and none beside another', async () => {
    const door = importsOf();
    const { reference } = await door.upload(document(), SECRETARY);
    const other = await door.upload(document(PLAN.replace('model', 'plan')), SECRETARY);
    const begun = await Promise.allSettled([1, 2, 3].map(() => door.start(reference, {}, SECRETARY)));
    expect(begun.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    const beside = door.start(other.reference, {}, SECRETARY);
    await expect(beside).rejects.toMatchObject({ code: 'import-in-another-state', detail: /IMP-01 is being recorded/ });
    await door.run(await door.one(reference), NEVER);
    await door.run(await door.start(other.reference, {}, SECRETARY), NEVER);
    expect((await door.one(other.reference)).state).toMatchObject({ status: 'finished', refused: [] });
  });

  it('reads its document once, unless something is recorded before it is confirmed', async () => {
    const door = importsOf();
    const upload = async (csv: string) => {
      const { reference, read } = await door.upload(document(csv), SECRETARY);
      rmSync(join(folder, 'documents', read.sha256));
      return reference;
    };
    await door.run(await door.start(await upload(PLAN), {}, SECRETARY), NEVER);
    expect((await door.one('IMP-01')).state).toMatchObject({ status: 'finished', refused: [] });
    const later = await upload(PLAN.replace('30 June', '31 July'));
    await send(ledger.handler(), 'party', { kind: 'organisation', name: 'Tram board', reference: 'TRAM' });
    const confirmed = door.start(later, {}, SECRETARY);
    await expect(confirmed).rejects.toMatchObject({ code: 'item-not-found', detail: /put its file there/ });
  });

  it('reads its document again where something was recorded while it was read', async () => {
    const commands = ledger.handler();
    await send(commands, 'party', { kind: 'organisation', name: 'Tram board', reference: 'TRAM' });
    const door = importsOf({
      find: (...asked) => commands.find(...asked),
      handle: async (request) => {
        await send(commands, 'party', { reason: 'It was closed' }, { verb: 'retire', ref: 'TRAM' });
        return commands.handle(request);
      },
    });
    const { reference, read } = await door.upload(document(), SECRETARY);
    rmSync(join(folder, 'documents', read.sha256));
    await expect(door.start(reference, {}, SECRETARY)).rejects.toMatchObject({ code: 'item-not-found' });
  });

  it('gives no action to a stranger who has the reference of its owner', async () => {
    const door = importsOf();
    const { reference } = await door.upload(document(), SECRETARY);
    const started = await door.start(reference, {}, SECRETARY);
    await send(ledger.handler(), 'party', { kind: 'person', name: 'Tom Roe', reference: 'PERSON-01' });
    await door.run(started, NEVER);
    const { state } = await door.one(reference);
    expect(state.refused.map(({ reference: ref, code }) => [ref, code])).toEqual([
      ['PERSON-01', 'reference-taken'],
      ['PLAN-A01', 'reference-taken'],
    ]);
  });
});
