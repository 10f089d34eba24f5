import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDocument, understand } from '#documents/index.js';
import { StartImport, UploadImport } from '#domain/index.js';
import { openTestLedger, principal } from '#test/support/command-handling.js';
import { RENDERED } from '#test/support/rendered-tables.js';
import { ledgerNow } from '../ledger/ledger-now.js';
import { planImport } from '../plan/plan-import.js';
import { applyPlan } from './apply-plan.js';
import { followImports } from './follow-imports.js';
import { valid } from './one-import.js';

const TODAY = '2018-06-01';
const SECRETARY = principal('secretary', 'administrator');
const EACH_YEAR = 'By 31 October each year';
const COMPLETE = 'Complete';
const HEADINGS = ['Ref', 'Action', 'Lead', 'Due date', 'Status'];

const cells = fc.tuple(
  fc.constantFrom('audit', 'draft & send', 'ward "A"', 'x < y', 'café').map((words) => `Agree the ${words}`),
  fc.constantFrom('HR', 'Head of Estates', 'Jane Hill', 'Chief Nurse/Medical Director', 'All'),
  fc.constantFrom('31 March 2020', 'Q2 2019/20', 'Ongoing', 'TBC', EACH_YEAR, 'Sept 2019', ''),
  fc.constantFrom(COMPLETE, 'On track', 'Not started', 'On hold', ''),
);
const rows = fc
  .array(cells, { minLength: 1, maxLength: 4 })
  .map((all) => all.map(([action, ...more], index) => [`${index + 1}`, `${action} ${index}`, ...more]));

/** What comes round is not complete once and for all, so nothing is recorded until somebody answers. */
const isAsked = ([, , , due, status]: readonly string[]) => due === EACH_YEAR && status === COMPLETE;

/** What a ledger of its own holds after the import of the table in one of the formats. */
async function ledgerOf(extension: string, bytes: Uint8Array) {
  const ledger = await openTestLedger();
  try {
    const namesOf = async (ids: readonly string[]) => new Map(ids.map((id) => [id, ledger.names.get(id) ?? null]));
    const reading = { today: TODAY, namesOf };
    const name = `Plan.${extension}`;
    const document = await readDocument(bytes, name);
    const understood = understand(document, { today: TODAY, documentDate: '2018-05-01' });
    const sha256 = 'a'.repeat(64);
    const read = { ...document, name: 'Plan', sha256, bytes: bytes.length, understood, findings: [] };
    const plan = planImport(read, await ledgerNow(ledger.store, reading));
    const commands = ledger.handler();
    const upload = valid(UploadImport, { document: name, sha256, bytes: bytes.length, format: document.format });
    const { id } = await commands.handle({ kind: 'import', principal: SECRETARY, command: upload });
    const start = valid(StartImport, { answers: [], commands: plan.commands.length });
    await commands.handle({ kind: 'import', verb: 'start', ref: id, principal: SECRETARY, command: start });
    const found = (await followImports(ledger.store)()).get(id);
    if (!found) throw new Error('The import is not there.');
    const signal = new AbortController().signal;
    await applyPlan({ plan, found, commands, principal: SECRETARY, signal, onProgress: () => {} });
    const { state } = (await followImports(ledger.store)()).get(id) ?? {};
    const now = await ledgerNow(ledger.store, reading);
    const partyOf = new Map(now.parties.map((party) => [party.id, party.name]));
    return {
      refused: state?.refused,
      programmes: now.programmes.map(({ reference, name: called }) => [reference, called]),
      parties: now.parties.map(({ reference, name: called }) => [reference, called]),
      items: now.items.map(({ reference, titles, leads, promises, status, texts, documentReferences }) => ({
        ...{ reference, titles, promises, status, documentReferences },
        leads: leads.map((lead) => partyOf.get(lead)),
        texts: [...texts],
      })),
    };
  } finally {
    await ledger.close();
  }
}

describe('a table, in any format', () => {
  it('makes the same ledger', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (body) => {
        const table = [HEADINGS, ...body];
        const first = await ledgerOf('csv', (await RENDERED.csv?.(table)) ?? new Uint8Array());
        expect(first).toMatchObject({ refused: [] });
        expect(first.items.map(({ titles }) => titles)).toEqual(
          body.filter((row) => !isAsked(row)).map(([, title]) => [title]),
        );
        for (const [extension, render] of Object.entries(RENDERED)) {
          expect([extension, await ledgerOf(extension, await render(table))]).toEqual([extension, first]);
        }
      }),
      { numRuns: 4 },
    );
  });
});
