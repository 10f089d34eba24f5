import { daysBetween, type Instant, londonDate, type Period } from '#domain/index.js';
import { sql } from '#platform/index.js';
import type { QueryContext } from '#read-store/index.js';

export interface BreachTiming {
  readonly target: string;
  readonly period: Period;
  readonly ledger: Instant | null;
  readonly rules: Instant | null;
  /** Days later under the rules, negative for earlier; null where one side has no breach. */
  readonly days: number | null;
}

export interface BreachTimings {
  readonly ledger: number;
  readonly rules: number;
  readonly different: readonly BreachTiming[];
}

interface Raised {
  readonly target: string;
  readonly period: Period;
  readonly at: Instant;
}

export async function compareBreaches(
  ledger: QueryContext,
  rules: QueryContext,
  from: Instant,
  to: Instant,
): Promise<BreachTimings> {
  const [ones, others] = [await raisedIn(ledger), await raisedIn(rules)];
  const within = (raised: Raised | undefined) => raised !== undefined && raised.at >= from && raised.at <= to;
  const keys = [...new Set([...ones.keys(), ...others.keys()])].filter(
    (key) => within(ones.get(key)) || within(others.get(key)),
  );
  const different = keys.flatMap((key): BreachTiming[] => {
    const [one, other] = [ones.get(key), others.get(key)];
    const { target, period } = (one ?? other) as Raised;
    if (one?.at === other?.at) return [];
    const days = one && other ? daysBetween(londonDate(one.at), londonDate(other.at)) : null;
    return [{ target, period, ledger: one?.at ?? null, rules: other?.at ?? null, days }];
  });
  return {
    ledger: [...ones.values()].filter(within).length,
    rules: [...others.values()].filter(within).length,
    different: different.sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1)),
  };
}

const orderOf = ({ ledger, rules, target, period }: BreachTiming) =>
  `${[ledger, rules].filter((at) => at !== null).sort()[0]} ${target} ${period}`;

async function raisedIn({ db, moment }: QueryContext): Promise<ReadonlyMap<string, Raised>> {
  const { rows } = await sql<{ id: string; reference: string | null; sub: string; body: string; recorded_at: number }>`
    select i.id, i.reference, b.sub, b.body, e.recorded_at from (
      select key, sub, from_position, body from breaches union all
      select key, sub, from_position, body from breaches_closed) as b
    join items as i on i.key = b.key join audit as e on e.from_position = b.from_position
    where b.from_position <= ${moment.asOf.position} order by b.from_position desc`.execute(db);
  return new Map(
    rows.map(({ id, reference, sub, body, recorded_at }) => [
      `${id} ${sub}`,
      {
        target: reference ?? id,
        period: (JSON.parse(body) as { period: Period }).period,
        at: new Date(recorded_at).toISOString(),
      },
    ]),
  );
}
