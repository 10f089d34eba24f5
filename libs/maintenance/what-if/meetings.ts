import { type Instant, type Rating, ratingIn } from '#domain/index.js';
import { sql } from '#platform/index.js';
import {
  type ActionView,
  dependenciesOf,
  derivedRatingOf,
  elsewhere,
  inProgrammes,
  ledgerRules,
  scopeOf,
} from '#read-models/index.js';
import { itemsOf, type QueryContext, ReadError, resolveMoment, versions } from '#read-store/index.js';
import { type GovernanceReport, governanceReport } from '#reports/index.js';

export interface HeldMeeting {
  readonly meeting: string;
  readonly group: string;
  readonly startsAt: Instant;
}
export interface FigureDifference {
  readonly row: string;
  readonly figure: string;
  readonly ledger: number;
  readonly rules: number;
}
interface Colour {
  readonly rating: Rating | null;
  readonly word: string | null;
}
export interface MeetingRatingDifference {
  readonly action: string;
  readonly ledger: Colour;
  readonly rules: Colour;
}
export interface MeetingDifference extends HeldMeeting {
  /** False where the group did not exist in the ledger yet when it met. */
  readonly known: boolean;
  readonly figures: readonly FigureDifference[];
  readonly ratings: { readonly different: number; readonly actions: readonly MeetingRatingDifference[] };
}

export const LISTED = 100;
const CHUNK = 500;

export async function meetingsHeld({ db, moment }: QueryContext, from: Instant, to: Instant): Promise<HeldMeeting[]> {
  const { rows } = await sql<{ meeting: string; group: string; starts_at: number }>`
    select i.reference as meeting, g.reference as "group", r.starts_at from ${versions('meetings', moment)} as r
    join items as i on i.key = r.key join items as g on g.key = r.group_key
    where r.status in ('held', 'minuted') and r.starts_at >= ${Date.parse(from)} and r.starts_at <= ${Date.parse(to)}
    order by r.starts_at, r.key`.execute(db);
  return rows.map(({ starts_at, ...names }) => ({ ...names, startsAt: new Date(starts_at).toISOString() }));
}

export async function compareMeeting(
  ledger: QueryContext,
  rules: QueryContext,
  meeting: HeldMeeting,
  rated: boolean,
): Promise<MeetingDifference> {
  const known = { knownAt: meeting.startsAt };
  const one: QueryContext = { ...ledger, moment: await resolveMoment(ledger.db, known, meeting.startsAt) };
  const other: QueryContext = { ...rules, moment: await resolveMoment(rules.db, known, meeting.startsAt) };
  const report = await reportOf(one, meeting.group);
  if (!report) return { ...meeting, known: false, figures: [], ratings: { different: 0, actions: [] } };
  const under = await reportOf(other, meeting.group);
  return {
    ...meeting,
    known: true,
    figures: differencesOf(figuresOf(report), under ? figuresOf(under) : new Map()),
    ratings: rated ? await compareRatings(one, other, meeting.group) : { different: 0, actions: [] },
  };
}

async function reportOf(view: QueryContext, group: string): Promise<GovernanceReport | undefined> {
  try {
    return await governanceReport(view, { group });
  } catch (error) {
    if (error instanceof ReadError && error.code === 'unknown-reference') return undefined;
    throw error;
  }
}

function figuresOf({ totals, programmes, elsewhere }: GovernanceReport): Map<string, number> {
  const figures = new Map<string, number>();
  const add = (row: string, counts: object) => {
    for (const [table, figuresOfTable] of Object.entries(counts))
      if (isCounts(figuresOfTable))
        for (const [name, count] of Object.entries(figuresOfTable)) figures.set(`${row} ${table}.${name}`, count);
  };
  add('all', totals);
  for (const programme of programmes) add(programme.reference, programme);
  if (elsewhere) add('elsewhere', elsewhere);
  return figures;
}

const isCounts = (value: unknown): value is Readonly<Record<string, number>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function differencesOf(ledger: ReadonlyMap<string, number>, rules: ReadonlyMap<string, number>): FigureDifference[] {
  return [...ledger].flatMap(([name, count]) => {
    const [row = '', figure = ''] = name.split(' ');
    const under = rules.get(name) ?? 0;
    return count === under ? [] : [{ row, figure, ledger: count, rules: under }];
  });
}

async function compareRatings(
  ledger: QueryContext,
  rules: QueryContext,
  group: string,
): Promise<MeetingDifference['ratings']> {
  const [before, under] = [(await ledgerRules(ledger)).inForce, (await ledgerRules(rules)).inForce];
  const scope = await scopeOf(ledger, { group });
  const covered = sql.join(
    [inProgrammes(scope), elsewhere(ledger, scope)].filter((each) => each !== undefined),
    sql` or `,
  );
  const { db, moment } = ledger;
  const actions: MeetingRatingDifference[] = [];
  let different = 0;
  for (let after = 0; ; ) {
    const { rows } = await sql<{ key: number }>`select r.key from ${versions('actions', moment)} as r
      where r.key > ${after} and (${covered}) order by r.key limit ${CHUNK}`.execute(db);
    const keys = rows.map(({ key }) => key);
    const items = await itemsOf<ActionView>(db, keys, moment);
    const dependencies = await dependenciesOf(ledger, items);
    for (const { key, head, state } of items) {
      const dependsOn = dependencies.get(key) ?? [];
      const [one, other] = [before, under].map(
        (scheme) => derivedRatingOf(state, dependsOn, moment.day, scheme).rating,
      );
      if (one === other) continue;
      different += 1;
      if (actions.length === LISTED) continue;
      const colour = (scheme: typeof before, rating: Rating | null = null): Colour => ({
        rating,
        word: ratingIn(scheme, rating)?.word ?? null,
      });
      actions.push({ action: head.reference, ledger: colour(before, one), rules: colour(under, other) });
    }
    if (keys.length < CHUNK) return { different, actions };
    after = keys.at(-1) as number;
  }
}
