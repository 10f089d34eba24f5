import { FEWEST_POINTS, monthsOf, spanOf } from '#domain/index.js';
import { period } from '../words/dates.js';
import { direction, figure, level, status } from '../words/labels.js';
import { heldTo, isRelative, periodNoun, ruleWords, type Spc, type Target, type TargetPeriod } from './target-words.js';

export interface TargetSentence {
  readonly strong: string;
  readonly text: string;
  /** A decision that is named between `text` and `after`. */
  readonly decision?: string;
  readonly after?: string;
}

/** Is it met, is it better or worse than chance explains, and what follows. */
export function targetSentences(target: Target, spc: Spc): readonly TargetSentence[] {
  const state = target.status === 'active' ? undefined : { strong: `${status(target.status)}.`, text: '' };
  const said = [state, met(target), chance(target, spc), waiting(spc) ?? outlook(target, spc)];
  return said.filter((sentence) => sentence !== undefined);
}

function met(target: Target): TargetSentence {
  const { latest, periods, unit } = target;
  const last = periods.findLast(({ verdict }) => verdict !== null);
  const reported = periods.findLast(({ breach }) => breach?.cause === 'report');
  if (!last && reported && !latest)
    return {
      strong: `Missed in ${period(reported.period)}.`,
      text: `${reported.breach?.narrative ?? 'It was reported without a figure.'} No figure is recorded.`,
    };
  if (!last && !latest) return { strong: 'Nobody can say whether it is met:', text: 'no figure is recorded.' };
  if (!last)
    return {
      strong: 'Not judged.',
      text: `No level applies to ${period(latest?.period ?? '')}, the latest figure.`,
    };
  const unjudged =
    latest && monthsOf(latest.period).start > monthsOf(last.period).start
      ? ` No level applies to ${period(latest.period)}, the latest figure.`
      : '';
  const before = last.yearBefore ? `, and ${figure(last.yearBefore, unit)} the year before` : '';
  const held = last.expected ? `; the level is ${heldTo(target, last.expected)}` : '';
  return {
    strong: last.verdict === 'met' ? `Met in ${period(last.period)}.` : missed(periods, last),
    text: `It was ${figure(last.actual, unit)} in ${period(last.period)}${before}${held}.${unjudged}`,
  };
}

/** How many were missed one after another, of periods of one length. */
function missed(periods: Target['periods'], last: TargetPeriod): string {
  const kind = spanOf(last.period)?.kind;
  const judged = periods.filter(({ verdict, period: of }) => verdict !== null && spanOf(of)?.kind === kind);
  const kept = judged.findLastIndex(({ verdict }) => verdict === 'met');
  const run = judged.slice(kept + 1);
  const [first] = run;
  if (!first || run.length === 1 || !kind) return `Missed in ${period(last.period)}.`;
  return `Missed in each of the last ${run.length} ${periodNoun(kind)}s, from ${period(first.period)}.`;
}

function chance({ unit }: Target, { points, phases }: Spc): TargetSentence | undefined {
  const [last, phase] = [points.at(-1), phases.at(-1)];
  if (!last || !phase) return undefined;
  if (phase.mean === null)
    return { strong: 'Too few figures to tell change from chance:', text: `${phase.points} of ${FEWEST_POINTS}.` };
  const means = last.signals[0]?.means;
  const before = means ? points.findLastIndex(({ signals }) => signals[0]?.means !== means) : points.length - 1;
  const run = points.slice(before + 1);
  const apart = points
    .slice(0, before + 1)
    .findLast(({ signals }) => signals.some(({ rule }) => rule === 'outside-limits'));
  const earlier = apart
    ? ` ${period(apart.period)}, at ${figure(apart.value, unit)}, was ${word(apart.signals[0]?.means)} than chance explains.`
    : '';
  if (!means) return { strong: 'No change that chance does not explain', text: `in the latest figures.${earlier}` };
  const since = run.length > 1 ? `since ${period(run[0]?.period ?? '')}` : `in ${period(last.period)}`;
  const why = last.signals[0] ? ruleWords(last.signals[0]) : '';
  const [strong, text] = [`${word(means) === 'better' ? 'Better' : 'Worse'} than chance explains ${since}:`, `${why}.`];
  return { strong, text: text + earlier };
}

const word = (means: 'improvement' | 'concern' | undefined) => (means === 'concern' ? 'worse' : 'better');

function waiting({ points, waiting: list }: Spc): TargetSentence | undefined {
  const next = list.at(-1);
  if (!next) return undefined;
  const there = points.filter((point) => monthsOf(point.period).start >= monthsOf(next.from).start).length;
  const wait = `${there} of the ${FEWEST_POINTS} figures that this needs are there.`;
  const text = `wait to be drawn anew from ${period(next.from)}`;
  return next.decision
    ? { strong: 'The limits', text: `${text}, under decision`, decision: next.decision, after: `: ${wait}` }
    : { strong: 'The limits', text: `${text}: ${wait}` };
}

/** Whether the level lies within what chance alone would bring. */
function outlook(target: Target, { points, phases }: Spc): TargetSentence | undefined {
  const phase = phases.at(-1);
  const held = target.periods.find((row) => row.period === points.at(-1)?.period)?.expected;
  if (!phase?.lower || !phase.upper || !held || isRelative(target) || target.status !== 'active') return undefined;
  const [lower, upper, needed] = [Number(phase.lower), Number(phase.upper), Number(held)];
  const range = `${figure(level(phase.lower), target.unit)} to ${figure(level(phase.upper), target.unit)}`;
  const wantsMore = target.direction === 'at-least' || target.direction === 'above';
  const place = needed > upper ? 'above' : needed < lower ? 'below' : 'within';
  if (place === 'within')
    return {
      strong: 'As things are, chance decides whether it is met.',
      text: `The level lies within what chance alone would bring (${range}).`,
    };
  const missedThen = wantsMore === (place === 'above');
  return {
    strong: `As things are, it will go on being ${missedThen ? 'missed' : 'met'}.`,
    text: `The level, ${direction(target.direction)} ${figure(level(held), target.unit)}, lies ${place} all that chance alone would bring (${range}).`,
  };
}
