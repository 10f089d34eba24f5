import { NOT_STATED } from '#domain/index.js';
import type { Consequence, Dossier, Review, SettledCondition } from '#reports/index.js';
import { counted, eventLine, FOOTER } from '../text/format-event.js';
import { indented, inOneLine } from '../text/render.js';
import { momentOf, timeOf } from '../text/times.js';
import { formatValue } from '../text/values.js';
import { headOf, marksOf, whatHappened } from './items.js';
import { knownLines } from './known.js';

export function dossierLines(dossier: Dossier): string[] {
  const { decision, known, conditions, consequences, reviews, events, effectiveAt, asOf } = dossier;
  const about = effectiveAt === null ? '' : `, about ${momentOf(effectiveAt)}`;
  return [
    `${decision.reference}  ${inOneLine(decision.title)}`,
    ...indented(decidedLines(dossier)),
    '',
    ...knownLines(known, decision.meeting ?? dossier.recorded.meeting),
    '',
    ...part('Conditions', conditions.flatMap(conditionLines), 'none'),
    ...part('What came of it', consequences.affected.flatMap(consequenceLines), 'it affects nothing'),
    ...part('Other decisions that cite it', consequences.decisions.map(citingLine), 'none'),
    ...part('Reviews', reviews.map(reviewLine), 'none was due or held'),
    ...part(
      'Its events',
      events.map((event) => eventLine(event)),
      'none',
    ),
    `As of position ${asOf.position}, event ${asOf.number}${about}.`,
    'Each event in full: action-ledger report audit --reference <reference>',
    FOOTER,
  ];
}

function part(title: string, lines: readonly string[], none: string): string[] {
  return lines.length === 0 ? [`${title}: ${none}`, ''] : [title, ...indented(lines), ''];
}

function decidedLines(dossier: Dossier): string[] {
  const { decision, recorded } = dossier;
  const { disposition, status, readyToRelease, takenBy, group, meeting, rationale } = decision;
  const { alternatives, funding, access, restrictedTo, lateFact, reviewBy, reviewLapsed, reviewDueSince } = decision;
  const field = (name: string, value: unknown) => {
    const text = formatValue(value);
    return text === '-' ? [] : [`${name}: ${text}`];
  };
  return [
    `decided: ${disposition}; it stands as ${status}${readyToRelease ? ', ready to be released' : ''}`,
    `when: ${whenTaken(dossier)}`,
    `by whom: ${group ?? 'not stated'}${TAKEN[takenBy]}`,
    `at: ${meeting ?? 'no meeting is stated'}${recorded.minuteRef === null ? '' : `, ${inOneLine(recorded.minuteRef)}`}`,
    `why: ${inOneLine(rationale)}`,
    ...field('instead of', alternatives),
    ...field('funding', funding),
    ...field('source', recorded.source),
    ...field('takes the place of', decision.supersedes),
    ...field('its place was taken by', decision.supersededBy),
    ...field('ratifies', decision.ratifies),
    ...field('restricted to', access === 'internal' ? null : (restrictedTo ?? access)),
    ...field('a late fact', lateFact),
    ...field('review by', reviewBy),
    ...field('review lapsed with the decision', reviewLapsed),
    ...field('review due since', reviewDueSince),
    ...decision.challenges.map(({ grounds, outcome, narrative, ...raised }) =>
      doneLine('challenged', raised, [grounds, outcome, narrative]),
    ),
    ...(decision.release ? [doneLine('released', decision.release, [decision.release.narrative])] : []),
    ...(decision.ended ? [doneLine('ended', decision.ended, [decision.ended.reason])] : []),
  ];
}

const TAKEN: Record<Dossier['decision']['takenBy'], string> = {
  meeting: ', at a meeting',
  'chairs-action': ", by chair's action",
  circulation: ', by circulation',
  'not-stated': '',
};

/** Falls back to the recording's own time when the decision states none. */
function whenTaken({ decision: { decidedOn }, recorded: { occurredAt, recordedAt } }: Dossier): string {
  const decided = timeOf(decidedOn);
  if (decidedOn !== NOT_STATED || occurredAt === NOT_STATED || occurredAt === recordedAt) return decided;
  return `${decided}; recorded as true ${timeOf(occurredAt)}`;
}

interface Done {
  readonly by: string;
  readonly occurredAt: string;
}

function doneLine(what: string, { by, occurredAt }: Done, words: readonly (string | null)[]): string {
  const details = words.flatMap((each) => (each === null ? [] : [inOneLine(each)]));
  return `${what} by ${by}, ${timeOf(occurredAt)}${details.length === 0 ? '' : `: ${details.join('; ')}`}`;
}

function conditionLines({ number, text, agreedBy, outcome, settled, event }: SettledCondition): string[] {
  const agreed = agreedBy === null ? '' : `, to be agreed by ${agreedBy}`;
  return [
    `${number}. ${inOneLine(text)}${agreed}: ${outcome}`,
    ...indented([
      ...(settled ? [doneLine(outcome, settled, [settled.evidence, settled.reason])] : []),
      ...(event ? [eventLine(event)] : []),
    ]),
  ];
}

/** Lists only events that moved a date, corrected something or came late. */
function consequenceLines({ reference, as, since }: Consequence): string[] {
  if (since === null) return [`${reference}  (${as}) nothing has happened to it since`];
  const telling = since.events.flatMap((event) => {
    const marks = marksOf(event);
    return marks.length === 0 ? [] : [eventLine(event, marks)];
  });
  const others = since.eventCount - telling.length;
  const which = telling.length === 0 ? `its ${counted(others, 'event')}` : `${others} more of its events`;
  return [
    `${headOf(since)}, ${as}`,
    ...indented([
      ...whatHappened(since),
      ...telling,
      ...(others === 0 ? [] : [`${which}: action-ledger report audit --reference ${reference}`]),
    ]),
  ];
}

function citingLine({ reference, title, disposition, status, how }: Dossier['consequences']['decisions'][number]) {
  return `${reference}  ${inOneLine(title)}  (${how.join(', ')}; ${disposition}: ${status})`;
}

function reviewLine({ dueBy, heldOn, state, outcome, number }: Review): string {
  return [
    `${dueBy === null ? '' : `due by ${dueBy}: `}${heldHow(state, heldOn)}`,
    ...(outcome === null ? [] : [inOneLine(outcome)]),
    ...(number === null ? [] : [`event ${number}`]),
  ].join(', ');
}

function heldHow(state: Review['state'], heldOn: string | null): string {
  switch (state) {
    case 'held':
      return `held in time on ${heldOn}`;
    case 'held-late':
      return `held late on ${heldOn}`;
    case 'held-unasked':
      return `held on ${heldOn}, though none was due`;
    case 'due':
      return 'still due';
    case 'missed':
      return 'MISSED';
    case 'lapsed':
      return 'lapsed as the decision ended';
  }
}
