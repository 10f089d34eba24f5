import { createHash } from 'node:crypto';
import type { CalendarDate } from '#domain/index.js';
import type { Answers, ImportPlan, PlannedQuestion } from '#imports/index.js';
import { type SaidError, type Typed, textIn } from '../forms/typed.js';
import { readDay } from '../frame/moment.js';
import { day } from '../words/dates.js';

/** Fields of a form that answer questions, before the id of the question. */
export const ANSWER = 'answer.';

export interface TypedAnswers {
  readonly answers: Answers;
  readonly errors: readonly SaidError[];
}

/** The answers of a form. A question that is left open is in neither. */
export function answersIn(questions: readonly PlannedQuestion[], typed: Typed, today: CalendarDate): TypedAnswers {
  const answers: Record<string, string> = {};
  const errors: SaidError[] = [];
  for (const [index, { id, choices }] of questions.entries()) {
    const given = textIn(typed, ANSWER + id);
    if (given === '') continue;
    const known = choices.length === 0 ? readDay(given, today) : choices.find(({ value }) => value === given)?.value;
    if (known !== undefined) answers[id] = known;
    else errors.push({ name: ANSWER + id, id: fieldId(index), text: wrong(choices.length) });
  }
  return { answers, errors };
}

const wrong = (choices: number) =>
  choices === 0 ? 'Enter a day, such as 9 March 2018' : 'Choose one of the answers that stand here';

export const fieldId = (index: number): string => `question-${index + 1}`;

/** Those of the document, and those that come of the answers. */
export function everyQuestion(first: ImportPlan, after: ImportPlan): readonly PlannedQuestion[] {
  const known = new Set(first.questions.map(({ id }) => id));
  return [...first.questions, ...after.questions.filter(({ id }) => !known.has(id))];
}

export function answerSaid({ choices }: PlannedQuestion, answer: string): string {
  return choices.length === 0 ? day(answer) : (choices.find(({ value }) => value === answer)?.label ?? answer);
}

/** The same for two plans that give the same commands: what is confirmed is what was looked at. */
export const markOf = ({ commands }: ImportPlan): string =>
  createHash('sha256').update(JSON.stringify(commands)).digest('hex').slice(0, 32);
