import { describe, expect, it } from '@jest/globals';
import { type ColumnRole, lint, readDocument, understand } from '#documents/index.js';
import { type Aggregate, aggregates, readBody } from '#domain/index.js';
import { EMPTY_LEDGER, type KnownPlanItem, type LedgerNow } from './ledger-now.js';
import { countsOf, type ImportPlan, type ReadDocument } from './plan.js';
import { planImport } from './plan-import.js';

const TODAY = '2019-06-01';
const HASH = 'a'.repeat(64);
const HEAD = 'Ref,Action,Owner,By when,Status\n';
const PLAN = `${HEAD}1,Agree the model,Dr Jane Hill,30 June 2019,In progress
2,Recruit 2 nurses,NHS Dorset CCG,Q3 2019/20,
3,Review the policy,All,TBC,Complete
`;

async function read(csv: string, name = 'Plan May 2019.csv', sha256 = HASH): Promise<ReadDocument> {
  const bytes = new TextEncoder().encode(csv);
  const document = await readDocument(bytes, name);
  const map: Record<string, ColumnRole> = {};
  const understood = understand(document, { today: TODAY, documentDate: '2019-05-01', map });
  const { format, notes } = document;
  return { name, sha256, bytes: bytes.length, format, notes, understood, findings: lint(document, understood) };
}

const ledger = (parts: Partial<LedgerNow> = {}): LedgerNow => ({ ...EMPTY_LEDGER, today: TODAY, ...parts });

const told = ({ commands }: ImportPlan) =>
  commands.map(({ kind, verb = 'create', reference }) => `${kind} ${verb} ${reference}`);

function wrongBodies({ commands }: ImportPlan) {
  return commands.flatMap(({ kind, verb, body }) => {
    const aggregate: Aggregate = aggregates[kind as keyof typeof aggregates];
    const rule = verb === undefined ? aggregate.creation : aggregate.verbs[verb];
    const result = rule ? readBody(rule.body, body) : { errors: [{ field: 'verb', message: `no ${verb}` }] };
    return 'errors' in result ? result.errors : [];
  });
}

/** The ledger after the plan came in: its programme, its parties and its actions. */
function ledgerAfter(plan: ImportPlan, sha256 = HASH): LedgerNow {
  const first = (kind: string) => plan.commands.filter((each) => each.kind === kind && each.verb === undefined);
  const named = (kind: string) =>
    first(kind).map(({ reference, body }) => ({
      id: `id-${reference}`,
      reference,
      name: (body as { name?: string }).name ?? '',
    }));
  const items = first('action').map(({ reference, body }): KnownPlanItem => {
    const { title, owner, timescale, programme, externalRefs } = body as unknown as Record<string, string> & {
      externalRefs?: { ref: string }[];
    };
    const status = plan.commands.findLast((each) => each.reference === reference && each.verb !== undefined)?.verb;
    return {
      id: `id-${reference}`,
      reference,
      kind: 'action',
      import: 'IMP-0001',
      programme: `id-${programme}`,
      titles: [title ?? ''],
      descriptions: [],
      leads: owner ? [`id-${owner}`] : [],
      promises: timescale ? [timescale] : [],
      forecasts: [],
      status: status === 'complete' ? 'complete' : status === 'start' ? 'in-progress' : 'planned',
      documentReferences: externalRefs?.map(({ ref }) => ref) ?? [],
      texts: new Set(),
      readFrom: new Set([sha256]),
    };
  });
  return ledger({
    programmes: named('programme'),
    parties: named('party'),
    items,
    imports: [{ reference: 'IMP-0001', document: plan.document.name, sha256, title: plan.document.title }],
    references: new Set(plan.commands.map(({ reference }) => reference)),
  });
}

describe('a plan of an import', () => {
  it('creates what the document says, programmes and parties first', async () => {
    const plan = planImport(await read(PLAN), ledger());
    expect(told(plan)).toEqual([
      'programme create PM2',
      'party create PERSON-01',
      'party create ORG-01',
      'action create PM2-A01',
      'action start PM2-A01',
      'action create PM2-A02',
      'action create PM2-A03',
      'action add-note PM2-A03',
      'action complete PM2-A03',
    ]);
    expect(wrongBodies(plan)).toEqual([]);
    expect(plan.commands[3]?.body).toMatchObject({
      title: 'Agree the model',
      timescale: '30 June 2019',
      owner: 'PERSON-01',
      externalRefs: [{ system: 'Document', ref: '1' }],
      occurredAt: '2019-05-01',
      source: { document: 'Plan May 2019.csv', line: 2, sha256: HASH },
    });
    expect(countsOf(plan)).toMatchObject({ create: 3, furniture: 1, ask: 0 });
  });

  it('keeps a reference that the document gives and the ledger can take', async () => {
    const plan = planImport(await read(PLAN.replace('\n2,', '\nSMI-A07,')), ledger());
    expect(told(plan)).toContain('action create SMI-A07');
    const taken = planImport(
      await read(PLAN.replace('\n2,', '\nSMI-A07,')),
      ledger({ references: new Set(['SMI-A07']) }),
    );
    expect(told(taken)).not.toContain('action create SMI-A07');
  });

  it('leaves everything of a document that came in before', async () => {
    const first = planImport(await read(PLAN), ledger());
    const again = planImport(await read(PLAN), ledgerAfter(first));
    expect(told(again)).toEqual([]);
    expect(again.items.map(({ becomes, reference }) => [becomes, reference])).toEqual([
      ['leave', 'PM2-A01'],
      ['leave', 'PM2-A02'],
      ['leave', 'PM2-A03'],
    ]);
  });

  it('makes changes of a newer issue, with a reason that names document, issue and hash', async () => {
    const before = ledgerAfter(planImport(await read(PLAN), ledger()));
    const newer = PLAN.replace('30 June 2019', '31 July 2019')
      .replace('Recruit 2 nurses', 'Recruit 3 nurses')
      .replace('NHS Dorset CCG', 'NHS Wessex Trust');
    const plan = planImport(await read(newer, undefined, 'b'.repeat(64)), before);
    expect(told(plan)).toEqual([
      'party create ORG-02',
      'action revise-timescale PM2-A01',
      'action describe PM2-A02',
      'action assign-owner PM2-A02',
    ]);
    expect(wrongBodies(plan)).toEqual([]);
    expect(plan.commands[1]?.body.reason).toMatch(
      /^"Plan May 2019\.csv", issue of 2019-05-01 \(SHA-256 b{12}\), line 2, column 4: date moved/,
    );
    expect(plan.commands[2]?.body.reason).toContain('text changed from "Recruit 2 nurses" to "Recruit 3 nurses"');
  });

  it('leaves a date that was moved on the ledger since', async () => {
    const before = ledgerAfter(planImport(await read(PLAN), ledger()));
    const [item, ...others] = before.items as [KnownPlanItem, ...KnownPlanItem[]];
    const moved = { ...before, items: [{ ...item, promises: [...item.promises, 'August 2019'] }, ...others] };
    const plan = planImport(await read(`${PLAN} `, undefined, 'b'.repeat(64)), moved);
    expect(told(plan)).toEqual([]);
    expect(plan.items[0]?.warnings).toEqual([
      'The ledger has a later date, "August 2019"; the document says "30 June 2019".',
    ]);
  });

  it('asks about a row that is gone, and takes it out only when told so', async () => {
    const before = ledgerAfter(planImport(await read(PLAN), ledger()));
    const document = await read(PLAN.replace(/2,Recruit.*\n/, ''), undefined, 'b'.repeat(64));
    const asked = planImport(document, before);
    expect(asked.questions.map(({ id }) => id)).toEqual(['gone-PM2-A02']);
    expect(told(asked)).toEqual([]);
    expect(countsOf(asked)).toMatchObject({ ask: 1 });
    expect(told(planImport(document, before, { 'gone-PM2-A02': 'leave' }))).toEqual([]);
    expect(told(planImport(document, before, { 'gone-PM2-A02': 'withdraw' }))).toEqual(['action withdraw PM2-A02']);
  });

  it('gives no command of what needs an answer', async () => {
    const document = await read(PLAN.replace('30 June 2019', 'Dec 2019 / Mar 2020'));
    const [question] = document.understood.questions.filter(({ code }) => code === 'two-promises');
    const asked = planImport(document, ledger());
    expect(asked.items[0]).toMatchObject({ becomes: 'ask', questions: [question?.id] });
    expect(told(asked)).not.toContain('action create PM2-A01');
    const answered = planImport(document, ledger(), { [question?.id ?? '']: 'one' });
    expect(told(answered)).toContain('action create PM2-A01');
  });

  it('is the same twice', async () => {
    const document = await read(PLAN);
    expect(planImport(document, ledger())).toEqual(planImport(document, ledger()));
  });
});
