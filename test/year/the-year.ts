import { join } from 'node:path';
import { YEAR } from '#apps/demo/load.js';
import { readYear, type Speaker } from '#apps/demo/year.js';
import type { Kind } from '#domain/index.js';
import { ROOT } from '../support/processes.js';

/** One command of the year, as the API takes it. */
export interface Step {
  readonly at: string;
  /** A member of the cast; the administrator where absent. */
  readonly by?: string;
  readonly kind: Kind;
  readonly reference: string;
  readonly verb?: string;
  readonly body: object;
}

export interface WholeYear {
  readonly begins: string;
  readonly cast: Readonly<Record<string, Speaker>>;
  readonly steps: readonly Step[];
}

/** Leads who want other dates, and a board that answers: the demonstration has none. */
const ASKED: readonly Step[] = [
  asked('2018-06-13T09:00:00.000Z', 'CHECKS-LEAD', 'SMI-A02', 'request-date', {
    timescale: 'End March 2019',
    reason: 'The partnership meets twice a year.',
  }),
  asked('2018-06-20T16:00:00.000Z', 'SECRETARY', 'SMI-A02', 'refuse-date', {
    reason: 'The money is of this year.',
    meeting: 'MHB-MTG03',
    minuteRef: 'Minute 6',
  }),
  asked('2018-12-12T09:00:00.000Z', 'IAPT-LEAD', 'IAPT-A07', 'request-date', {
    timescale: 'End June 2019',
    reason: 'The clinics move in May.',
  }),
  asked('2019-01-16T16:00:00.000Z', 'SECRETARY', 'IAPT-A07', 'agree-date', {
    authority: 'group',
    meeting: 'MHB-MTG10',
    minuteRef: 'Minute 7',
  }),
];

function asked(at: string, by: string, reference: string, verb: string, body: object): Step {
  return { at, by, kind: 'action', reference, verb, body };
}

/** What a form asks and the API can do without. */
const ALSO: Readonly<Record<string, object>> = { 'action withdraw': { kind: 'transferred' } };

/** The demonstration's year, each command after the one before, and figures of one day in the order of their periods. */
export function wholeYear(): WholeYear {
  const { begins, cast, commands } = readYear(join(ROOT, YEAR), []);
  const given = commands.map(
    ({ recordedAt, by, kind, reference, verb, command }): Step => ({
      at: recordedAt,
      kind,
      reference,
      body: { ...(JSON.parse(JSON.stringify(command)) as object), ...ALSO[`${kind} ${verb}`] },
      ...(by !== undefined && { by }),
      ...(verb !== undefined && { verb }),
    }),
  );
  const steps = [...given, ...ASKED].sort((one, other) => (one.at < other.at ? -1 : 1));
  return { begins, cast, steps: periodsTogether(steps) };
}

export const isFigure = ({ verb }: Step): boolean => verb === 'record-measurement';
export const periodOf = ({ body }: Step): string => String(Reflect.get(body, 'period'));

/** Figures that follow each other are sorted by their periods, so that those of one fill one sheet. */
function periodsTogether(steps: readonly Step[]): readonly Step[] {
  const sorted: Step[] = [];
  for (let next = 0; next < steps.length; ) {
    const rest = steps.slice(next);
    const end = rest.findIndex((step) => !isFigure(step) || step.by !== rest[0]?.by);
    const run = rest.slice(0, Math.max(1, end === -1 ? rest.length : end));
    const times = run.map(({ at }) => at);
    const byPeriod = [...run].sort((one, other) => (periodOf(one) < periodOf(other) ? -1 : 1));
    sorted.push(...(run.length > 1 ? byPeriod : run).map((step, index) => ({ ...step, at: times[index] as string })));
    next += run.length;
  }
  return sorted;
}
