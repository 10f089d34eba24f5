import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { aggregates } from '#domain/aggregates.js';
import { readPlan } from './plan-files.js';

const HEAD = `ledger: Plan
document: { title: The plan, file: plan.txt, date: 2018-03-09 }
occurredAt: 2018-03
files: [items.yaml]
`;
const folders: string[] = [];

function read(items: string, head = HEAD) {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  folders.push(folder);
  writeFileSync(join(folder, 'plan.yaml'), head);
  writeFileSync(join(folder, 'items.yaml'), items);
  return readPlan(folder, aggregates);
}

/** The mistakes that a plan is refused for, one a line. */
function mistakes(items: string, head?: string): string[] {
  try {
    read(items, head);
  } catch (error) {
    return (error as Error).message.split('\n').slice(1);
  }
  return [];
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('a plan', () => {
  test('gives each item its reference and source, and its follow-ups the same source', () => {
    const { ledger, document, commands } = read(`items:
  - action: SMI-A01
    row: 3
    source: { heading: Checks, line: 12 }
    body: { programme: SMI, title: Review }
    then:
      - start: {}
      - complete: { narrative: Done, occurredAt: not-stated }
`);
    expect({ ledger, document }).toEqual({ ledger: 'Plan', document: 'plan.txt' });
    const source = { document: 'plan.txt', heading: 'Checks', line: 12 };
    expect(commands).toMatchObject([
      { kind: 'action', reference: 'SMI-A01', verb: undefined, at: 'items.yaml:2', command: { source } },
      { verb: 'start', at: 'items.yaml:7', command: { source, occurredAt: '2018-03' } },
      { verb: 'complete', at: 'items.yaml:8', command: { source, occurredAt: 'not-stated' } },
    ]);
    expect(commands[0]?.command.source).not.toHaveProperty('statedBy');
    expect(commands[2]?.command.source).toMatchObject({ ...source, statedBy: '2018-03-09' });
    expect(commands[0]?.command).toMatchObject({ reference: 'SMI-A01', occurredAt: '2018-03' });
  });

  test('keeps the words of a source beside where the item stands', () => {
    const { commands } = read(`items:
  - target: SMI-T01
    source: { heading: Checks, line: 12 }
    body: { programme: SMI, measure: Checks, unit: people, direction: at-least }
    then: [{ record-measurement: { period: 2017/18, value: "550", source: "Table 3, 2017/18" } }]
`);
    expect(commands[1]?.command.source).toEqual({
      document: 'plan.txt',
      heading: 'Checks',
      line: 12,
      detail: 'Table 3, 2017/18',
    });
  });

  test('leaves to facts with a date of their own that date', () => {
    const { commands } = read(`items:
  - target: SMI-T01
    body: { programme: SMI, measure: Checks, unit: people, direction: at-least }
    then:
      - record-measurement: { period: 2017/18, value: "550" }
      - report-breach: { period: 2016/17 }
  - milestone: SMI-M01
    body: { programme: SMI, title: Agreed, due: TBC }
    then: [{ meet: { metOn: 2017-06-01 } }, { reverse: { reason: Not yet } }, { meet: {} }]
  - decision: SMI-D01
    body: { title: Wait, disposition: defer, rationale: No money, decidedOn: not-stated }
  - decision: SMI-D02
    body: { title: Wait, disposition: defer, rationale: No money, decidedOn: 2017-11 }
`);
    expect(commands.map(({ command }) => command.occurredAt)).toEqual([
      ...['2018-03', undefined, undefined],
      ...['2018-03', undefined, '2018-03', '2018-03'],
      ...['2018-03', '2017-11'],
    ]);
  });
});

describe('a mistake is named with its file and line:', () => {
  test.each([
    ['an unknown kind', 'items:\n  - risk: R1', 'items.yaml:2: must be one of programme, group'],
    ['a kind that no plan has', 'items:\n  - access: T1', 'items.yaml:2: must be one of programme, group'],
    [
      'an unknown part',
      'items:\n  - programme: P\n    bdy: {}\n    body: { name: N }',
      'items.yaml:3: unknown key bdy',
    ],
    [
      'a wrong field',
      'items:\n  - programme: P\n    body:\n      name: [N]',
      'items.yaml:4: P body name: name must be',
    ],
    [
      'an unknown field',
      'items:\n  - programme: P\n    body: { name: N }\n    then:\n      - describe:\n          nme: N\n',
      'items.yaml:6: P describe nme: nme is not a field',
    ],
    [
      'an unknown verb',
      'items:\n  - programme: P\n    body: { name: N }\n    then:\n      - sing: {}',
      'items.yaml:5: programmes have no verb sing',
    ],
    [
      'two verbs in a step',
      'items:\n  - programme: P\n    body: { name: N }\n    then:\n      - { close: {}, describe: {} }',
      'items.yaml:5: must be one verb',
    ],
    ['a body that is no map', 'items:\n  - programme: P\n    body: words', 'items.yaml:3: P body must be a map'],
    [
      'follow-ups that are no list',
      'items:\n  - programme: P\n    body: { name: N }\n    then: close',
      'items.yaml:4: then must be a list',
    ],
    [
      'a source that is no map',
      'items:\n  - programme: P\n    body: { name: N }\n    source: page 3',
      'items.yaml:4: source must be a map',
    ],
    [
      'a reference given twice',
      'items:\n  - programme: P\n    body: { name: N }\n  - group: P\n    body: { name: N }',
      'items.yaml:4: P is already defined at items.yaml:2',
    ],
    ['what is no YAML', 'items:\n  - programme: "P', 'items.yaml:2: Missing closing "quote'],
    ['no list', 'things: []', 'items.yaml:1: must have a list named items'],
    ['an empty file', '', 'items.yaml:1: is empty'],
  ])('%s', (_, items, expected) => {
    expect(mistakes(items)).toEqual([expect.stringContaining(expected)]);
  });

  test.each([
    ['a missing file', HEAD.replace('items.yaml', 'other.yaml'), 'other.yaml:1: cannot be read'],
    ['no ledger', HEAD.replace('ledger: Plan\n', ''), 'plan.yaml:1: must give ledger as text'],
    [
      'a name that deceives',
      HEAD.replace('ledger: Plan', 'ledger: "Pl\\u202ean"'),
      'plan.yaml:1: ledger must not hold the control of writing direction U+202E, which is its character 3',
    ],
    ['no document', HEAD.replace(/document.*\n/, ''), 'plan.yaml:1: must give document.file as text'],
    ['no files', HEAD.replace(/files.*\n/, ''), 'plan.yaml:1: must give files'],
    ['an unknown part of the head', `${HEAD}colour: red\n`, 'plan.yaml:5: unknown key colour'],
  ])('%s', (_, head, expected) => {
    expect(mistakes('items: []', head)).toEqual([expect.stringContaining(expected)]);
  });

  test('every one of several', () => {
    expect(mistakes('items:\n  - programme: P\n  - action: A\n    body: { title: T, programme: 7 }')).toEqual([
      expect.stringMatching(/^items.yaml:2: P body name/),
      expect.stringMatching(/^items.yaml:4: A body programme/),
    ]);
  });
});
