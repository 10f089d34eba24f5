import type { routes } from '#application/index.js';
import type { AnswerOf } from '#read-store/index.js';
import { type Held, heldTo } from '../target/target-words.js';
import { capital, count, day, list, period } from '../words/dates.js';
import { level, partInDecision, status } from '../words/labels.js';
import { at, fieldName, listAt, measured, shown, type Telling, textAt, timescaleText } from '../words/values.js';

export type DossierAnswer = AnswerOf<(typeof routes.dossier)['answers']>;
type Affected = DossierAnswer['consequences']['affected'][number];
type Facts = DossierAnswer['known']['held']['affected'][number]['facts'];

interface Item {
  readonly kind: string;
  readonly reference: string;
  readonly title: string;
}

/** Figures are said with the unit and direction of their target. */
export interface FactTelling extends Telling {
  readonly held?: Held;
}
type TellingOf = (reference: string) => FactTelling;

export interface CameRow extends Item {
  readonly part: string;
  readonly was: string;
  /** What it is today, strong; empty where nothing changed. */
  readonly now: string;
  readonly more: string;
  readonly events: number;
  /** When the first of these events was recorded, from which the audit trail lists them. */
  readonly from: string | undefined;
}

/** Each item that the decision touches: what it was when it was recorded, and what it is. */
export function cameOfIt({ consequences, known }: DossierAnswer, tellingOf: TellingOf): readonly CameRow[] {
  return consequences.affected.map((affected) => {
    const { reference, kind, as, since } = affected;
    const facts = known.held.affected.find((item) => item.reference === reference)?.facts ?? [];
    return {
      kind,
      reference,
      title: titleOf(facts) ?? since?.title ?? reference,
      part: partInDecision(as),
      was: wasWords(kind, facts, tellingOf(reference)),
      ...nowWords(affected, tellingOf(reference)),
      events: since?.eventCount ?? 0,
      from: since?.events[0]?.recordedAt,
    };
  });
}

const factOf = (facts: Facts, field: string): unknown => facts.find((fact) => fact.field === field)?.value;

function titleOf(facts: Facts): string | undefined {
  const title = factOf(facts, 'title');
  return typeof title === 'string' ? title : undefined;
}

function wasWords(kind: string, facts: Facts, telling: FactTelling): string {
  if (facts.length === 0) return 'not on the ledger';
  if (kind === 'target') {
    const levels = levelWords(factOf(facts, 'trajectory'), telling);
    return [levels ? `Level ${levels}` : 'No level', factWords('latest', factOf(facts, 'latest'), telling)].join(', ');
  }
  const state = factOf(facts, 'status');
  const words = [typeof state === 'string' ? status(state) : ''];
  for (const field of ['timescale', 'due'])
    if (factOf(facts, field)) words.push(`“${textAt(factOf(facts, field), 'text')}”`);
  return words.filter(Boolean).join(', ');
}

function nowWords({ since }: Affected, { unit }: FactTelling): Pick<CameRow, 'now' | 'more'> {
  if (!since) return { now: '', more: 'No change since' };
  const figures = since.changes
    .filter(({ field }) => field.startsWith('measurements.'))
    .map(({ after }) => measured(after, unit))
    .filter((figure) => figure !== 'no figure');
  if (figures.length > 0) {
    const missed = since.changes.filter(({ field, after }) => field.startsWith('breaches.') && after).length;
    const now = missed > 0 ? `Missed ${count(missed, 'time')}` : `Measured ${count(figures.length, 'time')}`;
    return { now, more: `: ${figures.slice(-SHOWN_FIGURES).join(', ')}` };
  }
  const slip = since.slip;
  const moved = slip
    ? `, date moved to “${slip.after.text}”${slip.days === null ? '' : ` (${count(Math.abs(slip.days), 'day')} ${slip.days < 0 ? 'earlier' : 'later'})`}`
    : '';
  return { now: since.status ? status(since.status) : 'Changed', more: moved };
}

const SHOWN_FIGURES = 6;

/** A field of an item at one of the three moments, in words. */
export function factWords(field: string, value: unknown, telling: FactTelling): string {
  if (value === null || value === undefined) return field === 'latest' ? 'no figure' : 'none';
  if (field === 'latest') return `${measured(value, telling.unit)} (${period(textAt(value, 'period') ?? '')})`;
  if (field === 'timescale' || field === 'due' || field === 'forecast') return timescaleText(value);
  if (field === 'trajectory') return levelWords(value, telling) || 'none';
  if (field === 'openBreaches') return list(listAt(value).map((of) => period(String(of)))) || 'none';
  if (field === 'conditions')
    return list(listAt(value).map((each) => capital(textAt(each, 'outcome') ?? textAt(each) ?? ''))) || 'none';
  return shown(field, value, telling)?.text ?? 'none';
}

/** "at least 50% and 60%"; empty where there is none. */
function levelWords(trajectory: unknown, { held }: FactTelling): string {
  const levels = listAt(trajectory).flatMap((point) => textAt(point, 'value') ?? []);
  if (levels.length === 0) return '';
  return held ? heldTo(held, ...levels) : list(levels.map(level));
}

const FIELD: Readonly<Record<string, string>> = {
  latest: 'Latest figure',
  timescale: 'Agreed date',
  openBreaches: 'Missed, not met again',
  rating: 'Rating by its lead',
};

export interface DifferenceRow extends Item {
  readonly field: string;
  readonly shown: string | null;
  readonly held: string;
  readonly hindsight: string | null;
}

/** Where what was shown, held and true differ. */
export function differencesOf({ known, consequences }: DossierAnswer, tellingOf: TellingOf): readonly DifferenceRow[] {
  return known.differences.map(({ reference, field, shown: packed, held, hindsight }) => {
    const item = [known.held, known.hindsight, known.shown].flatMap((answer) => answer?.affected ?? []);
    const facts = item.find((each) => each.reference === reference)?.facts ?? [];
    const telling = tellingOf(reference);
    return {
      kind: consequences.affected.find((each) => each.reference === reference)?.kind ?? '',
      reference,
      title: titleOf(facts) ?? reference,
      field: FIELD[field] ?? fieldName(field),
      shown: known.shown ? factWords(field, packed, telling) : null,
      held: factWords(field, held, telling),
      hindsight: known.hindsight ? factWords(field, hindsight, telling) : null,
    };
  });
}

/** "No amount is stated; “deferred until the condition is met”". */
export function moneyWords({ decision }: DossierAnswer): readonly string[] {
  return decision.funding.map((funding) => {
    const amount = textAt(funding, 'amount');
    const words = [
      amount ? `${textAt(funding, 'currency')} ${amount}` : 'No amount is stated',
      at(funding, 'recurrent') === true ? 'every year' : null,
      textAt(funding, 'source') && `from ${textAt(funding, 'source')}`,
      textAt(funding, 'period') && `in ${day(textAt(funding, 'period'))}`,
      textAt(funding, 'status') && `“${textAt(funding, 'status')}”`,
    ];
    return words.filter(Boolean).join('; ');
  });
}
