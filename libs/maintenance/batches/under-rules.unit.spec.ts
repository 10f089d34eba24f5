import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asJson, type JsonObject } from '#domain/kernel/json.js';
import { type HistoryStep, history, NOW, play } from '#domain/target/histories.js';
import { Rules } from '#domain/what-if/rules.js';
import type { Checkpoint, StoredEvent } from '#event-store/port/port.js';
import { underRules } from './under-rules.js';

function eventsOf(steps: readonly HistoryStep[]): StoredEvent[] {
  return play(steps).map(({ type, data, id, revision, occurredAt = NOW, metadata }, index) => ({
    ...{ id, type, revision, data: asJson(data), stream: 'target-t1' },
    metadata: asJson({ ...metadata, recordedAt: NOW, occurredAt }),
    position: index + 1,
    checkpoint: `after-${index}` as Checkpoint,
  }));
}

/** As the store has what was recorded of a programme, before its targets. */
function ofProgramme(id: string, type: string, data: JsonObject): StoredEvent {
  const metadata = { recordedAt: NOW, occurredAt: NOW, schemaVersion: 1 };
  const checkpoint = `after-${type}-${id}` as Checkpoint;
  return { id: `${type}-${id}`, type, data, stream: `programme-${id}`, revision: 0, metadata, position: 0, checkpoint };
}

const told = (events: readonly StoredEvent[]) =>
  events.map(({ type, revision, position, data, metadata }) => ({
    type,
    revision,
    position,
    data,
    occurredAt: metadata.occurredAt,
  }));

const rulesOf = (rules: Rules): Rules => Object.assign(new Rules(), rules);
const create = (more: object = {}): HistoryStep => [
  'create',
  {
    programme: 'SMI',
    measure: 'Checks',
    unit: 'people',
    direction: 'at-least',
    kind: 'standard',
    trajectory: [{ period: '2018/19', value: 60 }],
    ...more,
  },
];
const measure = (period: string, value: number): HistoryStep => ['record-measurement', { period, value }];
const judgements = (steps: readonly HistoryStep[], rules: Rules) =>
  underRules(rulesOf(rules))
    .of(eventsOf(steps))
    .flatMap(({ type, data }) => {
      if (type === 'TargetBreached') return [`breached ${data.period}`];
      return type === 'TargetRecovered' ? [`${data.ends} recovered in ${data.period}`] : [`${data.period ?? type}`];
    })
    .slice(1);

describe('events under other rules', () => {
  it('are what was recorded where the rules are those of the ledger', () => {
    fc.assert(
      fc.property(history, fc.constantFrom('0', '0%'), (steps, tolerance) => {
        const events = eventsOf(steps);
        const replayed = underRules(rulesOf({ breach: { consecutive: 1, tolerance } })).of(events);
        expect(told(replayed)).toEqual(told(events));
      }),
      { numRuns: 200 },
    );
  });

  it('hold a figure to less by the tolerance, or to more', () => {
    const steps = [create(), measure('2018-10', 59), measure('2018-11', 57), measure('2018-12', 61)];
    expect(judgements(steps, { breach: { tolerance: '2' } })).toEqual([
      '2018-10',
      '2018-11',
      'breached 2018-11',
      '2018-12',
      '2018-11 recovered in 2018-12',
    ]);
    expect(judgements(steps, { breach: { tolerance: '5%' } })).toEqual(['2018-10', '2018-11', '2018-12']);
    expect(judgements(steps, { breach: { tolerance: '-2' } })).toEqual([
      '2018-10',
      'breached 2018-10',
      '2018-11',
      'breached 2018-11',
      '2018-12',
      'breached 2018-12',
    ]);
    const most = [create({ direction: 'at-most' }), measure('2018-10', 61), measure('2018-11', 63)];
    expect(judgements(most, { breach: { tolerance: '2' } })).toEqual(['2018-10', '2018-11', 'breached 2018-11']);
  });

  it('hold a miss back until so many stand in a row', () => {
    const steps = [
      create(),
      measure('2018-10', 50),
      measure('2018-11', 50),
      measure('2018-12', 61),
      measure('2019-01', 50),
      measure('2019-03', 50),
    ];
    expect(judgements(steps, { breach: { consecutive: 2 } })).toEqual([
      '2018-10',
      '2018-11',
      'breached 2018-10',
      'breached 2018-11',
      '2018-12',
      '2018-10,2018-11 recovered in 2018-12',
      '2019-01',
      '2019-03',
    ]);
  });

  it('leave what somebody reported, and targets that are not meant', () => {
    const steps: HistoryStep[] = [create(), measure('2018-10', 50), ['report-breach', { period: '2018-11', cases: 1 }]];
    expect(judgements(steps, { breach: { tolerance: '50%' } })).toEqual(['2018-10', 'breached 2018-11']);
    const named = underRules(rulesOf({ breach: { tolerance: '50%', targets: ['OTHER-T01'] } }));
    expect(told(named.of(eventsOf(steps)))).toEqual(told(eventsOf(steps)));
    expect(named.matched()).toEqual({ schemes: 0, targets: 0, judged: 0 });
  });

  it('are for the targets of a programme named and of all below it, as they then were', () => {
    const whole = ofProgramme('whole', 'ProgrammeRegistered', { reference: 'WHOLE', name: 'Whole' });
    const part = ofProgramme('part', 'ProgrammeRegistered', { reference: 'PART', name: 'Part', parent: 'whole' });
    const ofPart = { reference: 'SMI', name: 'Severe mental illness', parent: 'part' };
    const below = [whole, part, ofProgramme('programme-smi', 'ProgrammeRegistered', ofPart)];
    const apart = [whole, part, ofProgramme('programme-smi', 'ProgrammeRegistered', { reference: 'SMI', name: 'SMI' })];
    const into = ofProgramme('programme-smi', 'ProgrammeDescribed', { parent: 'whole' });
    const outOf = ofProgramme('part', 'ProgrammeDescribed', { parent: 'elsewhere' });
    const round = ofProgramme('whole', 'ProgrammeDescribed', { parent: 'programme-smi' });
    const figures = eventsOf([create(), measure('2018-10', 50), measure('2018-12', 50)]);
    const breaches = (programmes: string[], events: readonly StoredEvent[]) =>
      underRules(rulesOf({ breach: { tolerance: '50%', programmes } }))
        .of(events)
        .flatMap(({ type, data }) => (type === 'TargetBreached' ? [data.period] : []));
    const [recorded, none] = [['2018-10', '2018-12'], []];
    expect(breaches(['SMI'], [...below, ...figures])).toEqual(none);
    expect(breaches(['whole'], [...below, ...figures])).toEqual(none);
    expect(breaches(['WHOLE'], [...apart, ...figures])).toEqual(recorded);
    expect(breaches(['WHOLE'], [...apart, into, ...figures])).toEqual(none);
    expect(breaches(['WHOLE'], [...apart, ...figures.slice(0, 3), into, ...figures.slice(3)])).toEqual(['2018-10']);
    expect(breaches(['WHOLE'], [...below, outOf, ...figures])).toEqual(recorded);
    expect(breaches(['PART'], [...below, round, ...figures])).toEqual(none);
    expect(breaches(['OTHER'], [...below, round, ...figures])).toEqual(recorded);
  });
});
