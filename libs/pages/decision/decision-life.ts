import type { HistoryEntry } from '../history/history.js';
import { day } from '../words/dates.js';
import { type Names, nameOf } from '../words/names.js';
import type { DossierAnswer } from './decision-facts.js';

export interface Step {
  readonly what: string;
  readonly say: string;
  readonly number?: number;
  /** Something that is still to come, drawn hollow. */
  readonly next?: true;
}

/** The life of a decision in a line: what happened to it, then what it waits for. */
export function lifeOf(dossier: DossierAnswer, entries: readonly HistoryEntry[], names: Names): readonly Step[] {
  const { decision, conditions, reviews, events } = dossier;
  const steps: Step[] = [beginning(dossier, names)];
  const next: Step[] = [];
  for (const { outcome, settled, event, text } of conditions) {
    if (settled)
      steps.push({
        what: CONDITION[outcome] ?? outcome,
        say: said(settled.occurredAt, event?.minuteRef),
        number: event?.number,
      });
    else next.push({ what: 'Condition open', say: text, next: true });
  }
  const released = events.findLast(({ type }) => type === 'DecisionReleased');
  if (decision.release)
    steps.push({
      what: 'Released',
      say: [day(decision.release.occurredAt), quoted(decision.release.narrative)].filter(Boolean).join(': '),
      number: released?.number,
    });
  for (const { grounds, outcome, occurredAt } of decision.challenges)
    steps.push({ what: outcome ? 'Challenged and answered' : 'Challenged', say: `${day(occurredAt)}: “${grounds}”` });
  for (const { heldOn, outcome, number, dueBy, state } of reviews) {
    if (heldOn) {
      const words = entries.find((entry) => entry.number === number)?.quote ?? null;
      steps.push({
        what: `Reviewed: ${outcome}`,
        say: [day(heldOn), quoted(words)].filter(Boolean).join(': '),
        ...(number !== null && { number }),
      });
    } else if (state === 'missed')
      next.push({ what: 'Review missed', say: `It was due by ${day(dueBy)}.`, next: true });
    else if (state === 'due') next.push({ what: 'Next review', say: `due by ${day(dueBy)}`, next: true });
  }
  if (decision.ended) {
    const ending = events.findLast(({ type }) => type === 'DecisionSuperseded' || type === 'DecisionRevoked');
    const what = decision.status === 'revoked' ? 'Revoked' : 'Replaced';
    return [
      ...steps,
      { what, say: `${day(decision.ended.occurredAt)}: “${decision.ended.reason}”`, number: ending?.number },
    ];
  }
  if (reviews.length === 0) next.push({ what: 'Review', say: 'No review date was set', next: true });
  return [...steps, ...next];
}

const CONDITION: Readonly<Record<string, string>> = {
  met: 'Condition met',
  waived: 'Condition waived',
  failed: 'Condition cannot be met',
};

function beginning({ decision, recorded }: DossierAnswer, names: Names): Step {
  const { number } = recorded;
  if (decision.decidedOn === 'not-stated') {
    const missing = decision.group ? 'The day is not stated.' : 'Day and group are not stated.';
    const what = recorded.source ? 'Stated in the plan' : 'Recorded';
    return { what, say: `${day(recorded.occurredAt)}. ${missing}`, number };
  }
  const where = decision.meeting ?? decision.group;
  const say = [day(decision.decidedOn), where ? nameOf(names, where) : null, recorded.minuteRef];
  return { what: 'Decided', say: say.filter(Boolean).join(', '), number };
}

const said = (on: string, minute: string | null | undefined) => [day(on), minute].filter(Boolean).join(', ');
const quoted = (words: string | null) => (words ? `“${words}”` : '');
