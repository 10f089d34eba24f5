import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { FIRST_SCHEME } from '#domain/ledger/scheme.js';
import type { Rules } from '#domain/what-if/rules.js';
import { inFile } from '#event-store/location.js';
import { withReadStore } from '#test/support/read-models/engine.js';
import { stored, type ToldFact } from '#test/support/read-models/events.js';
import { inFolder, projected } from '#test/support/read-models/files.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { eventsFile } from '#test/support/read-models/store.js';
import { by } from '#test/support/read-models/timescales.js';
import { type WhatIfSpanAsked } from './span.js';
import { type WhatIf, whatIf } from './what-if.js';

const INTERNAL = { level: 'internal' };
const at = (day: string, stream: string, type: ToldFact['type'], data: object): ToldFact => ({
  stream,
  type,
  data,
  recordedAt: `${day}T09:00:00.000Z`,
});
const measured = (day: string, period: string, value: number) =>
  at(day, 'target-t1', 'TargetMeasured', { period, value, status: 'final', access: INTERNAL });
const breached = (day: string, period: string, answersTo: number) =>
  at(day, 'target-t1', 'TargetBreached', { period, cause: 'measurement', expected: 60, actual: '58', answersTo });
const meeting = (id: string, day: string): ToldFact[] => [
  at('2018-04-01', `meeting-${id}`, 'MeetingScheduled', {
    reference: id.toUpperCase(),
    group: 'g1',
    startsAt: `${day}T10:00:00.000Z`,
  }),
  {
    ...at(day, `meeting-${id}`, 'MeetingHeld', { present: [], apologies: [], quorate: true }),
    recordedAt: `${day}T12:00:00.000Z`,
  },
];

/** Figures of two months miss the point by 2; the board meets after each, and an action falls due before the first. */
const HISTORY: ToldFact[] = [
  at('2018-04-01', 'ledger', 'LedgerOpened', { ledger: 'l', name: 'Test', illustrative: true }),
  at('2018-04-01', 'ledger', 'RatingSchemeAdopted', FIRST_SCHEME),
  at('2018-04-01', 'group-g1', 'GroupRegistered', { reference: 'BOARD', name: 'Board' }),
  at('2018-04-01', 'programme-p1', 'ProgrammeRegistered', { reference: 'SMI', name: 'SMI', group: 'g1' }),
  at('2018-04-01', 'action-a1', 'ActionCreated', {
    reference: 'SMI-A01',
    title: 'Review',
    programme: 'p1',
    access: INTERNAL,
    timescale: by('2018-11-10'),
  }),
  at('2018-04-01', 'target-t1', 'TargetSet', {
    reference: 'SMI-T01',
    programme: 'p1',
    measure: 'Checks',
    unit: 'people',
    direction: 'at-least',
    kind: 'standard',
    accumulates: false,
    trajectory: [{ period: '2018/19', value: 60 }],
    access: INTERNAL,
  }),
  measured('2018-11-05', '2018-10', 58),
  breached('2018-11-05', '2018-10', 1),
  ...meeting('m1', '2018-11-20'),
  measured('2018-12-05', '2018-11', 58),
  breached('2018-12-05', '2018-11', 3),
  ...meeting('m2', '2018-12-20'),
];
const ORDERED = [...HISTORY].sort((one, other) =>
  (one.recordedAt ?? '') < (other.recordedAt ?? '') ? -1 : one.recordedAt === other.recordedAt ? 0 : 1,
);

function underRules(rules: Rules, span: WhatIfSpanAsked = {}): Promise<WhatIf> {
  return inFolder((folder) =>
    withReadStore(async (models, readModels) => {
      const events = stored(ORDERED);
      const file = await eventsFile(join(folder, 'events.db'), events);
      await models.switchTo(await projected(models, events));
      const found = await whatIf({ readModels, events: inFile(file), rules, now: '2019-01-01T00:00:00.000Z', ...span });
      expect(existsSync(file) && readdirSync(folder).filter((name) => name.startsWith('read-'))).toEqual([]);
      return found;
    }),
  );
}

describeOnEveryEngine('what if', () => {
  it('finds no difference under the rules of the ledger itself', async () => {
    const { meetings, breaches, unmatched, matched } = await underRules({
      breach: { consecutive: 1 },
      scheme: { derived: {} },
    });
    expect(meetings).toEqual([
      {
        meeting: 'M1',
        group: 'BOARD',
        startsAt: '2018-11-20T10:00:00.000Z',
        known: true,
        figures: [],
        ratings: { different: 0, actions: [] },
      },
      expect.objectContaining({ meeting: 'M2', figures: [], ratings: { different: 0, actions: [] } }),
    ]);
    expect(breaches).toEqual({ ledger: 2, rules: 2, different: [] });
    expect({ unmatched, matched }).toEqual({ unmatched: [], matched: { schemes: 1, targets: 1, judged: 2 } });
  });

  it('says which reports and ratings would differ, and how much later a breach would be raised', async () => {
    const { meetings, breaches } = await underRules({
      breach: { consecutive: 2 },
      scheme: { derived: { offTrackAfterDays: 14 } },
    });
    expect(meetings).toMatchObject([
      {
        meeting: 'M1',
        figures: [
          { row: 'all', figure: 'targets.breached', ledger: 1, rules: 0 },
          { row: 'SMI', figure: 'targets.breached', ledger: 1, rules: 0 },
        ],
        ratings: {
          different: 1,
          actions: [
            {
              action: 'SMI-A01',
              ledger: { rating: 'red', word: 'Off track' },
              rules: { rating: 'amber', word: 'At risk' },
            },
          ],
        },
      },
      { meeting: 'M2', figures: [], ratings: { different: 0 } },
    ]);
    expect(breaches).toEqual({
      ledger: 2,
      rules: 2,
      different: [
        {
          target: 'SMI-T01',
          period: '2018-10',
          ledger: '2018-11-05T09:00:00.000Z',
          rules: '2018-12-05T09:00:00.000Z',
          days: 30,
        },
      ],
    });
  });

  it('looks between two moments, and says of a rule that it matches nothing', async () => {
    const rules: Rules = { breach: { tolerance: '5%', programmes: ['OTHER'] } };
    const { meetings, breaches, unmatched } = await underRules(rules, { from: '2018-12-01', to: '2018-12-31' });
    expect(meetings.map(({ meeting }) => meeting)).toEqual(['M2']);
    expect(breaches).toEqual({ ledger: 1, rules: 1, different: [] });
    expect(unmatched).toEqual([expect.stringContaining('matches nothing')]);
    const never = await underRules({ breach: { tolerance: '5%', programmes: ['smi'] } }, { from: '2018-12-01' });
    expect(never.breaches).toMatchObject({ rules: 0, different: [{ period: '2018-11', rules: null, days: null }] });
  });

  it.each([
    [{ from: '2020-01-01' }, 'moment-in-the-future', 'from'],
    [{ to: '2020-01-01' }, 'moment-in-the-future', 'to'],
    [{ from: '2018-12-01', to: '2018-11-01' }, 'bad-moment', 'from'],
    [{ from: '2017-01-01' }, 'before-the-beginning', 'from'],
    [{ to: '2017-01-01' }, 'before-the-beginning', 'to'],
    [{ from: '31 February' }, 'bad-moment', 'from'],
  ] as const)('refuses %j with %s', async (span, code, field) => {
    await expect(underRules({ breach: { consecutive: 2 } }, span)).rejects.toMatchObject({ code, fields: { field } });
  });
});
