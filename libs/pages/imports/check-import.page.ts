import { KEEPS_PARTIES } from '#domain/index.js';
import { type Answers, countsOf, type ImportPlan, type OneImport, type PlannedQuestion } from '#imports/index.js';
import { definePage, type WebPage } from '../frame/page.js';
import { count } from '../words/dates.js';
import { ANSWER, answerSaid, markOf } from './answers.js';
import { aboutImport } from './import.page.js';
import { countsSaid } from './import-words.js';
import { importPath } from './imports.page.js';
import { rowsInOrder, rowViews } from './planned-rows.js';

const MOST_ROWS = 20;

export interface CheckState {
  readonly questions: readonly PlannedQuestion[];
  readonly answers: Answers;
  /** What was planned before anything was answered. */
  readonly first: ImportPlan;
  /** Why the check stands here again. */
  readonly says?: string;
}

/** What will be recorded with these answers, before it is. */
export const checkImportPage = (
  found: OneImport,
  plan: ImportPlan,
  { questions, answers, first, says }: CheckState,
): WebPage =>
  definePage({
    path: 'import/:ref/answer',
    template: 'import-check',
    section: 'plan',
    roles: KEEPS_PARTIES,
    async make(context) {
      const { reference, document } = found.state;
      const before = new Map(first.rows.map((row) => [row.key, JSON.stringify(row)]));
      const changed = { ...plan, rows: plan.rows.filter((row) => before.get(row.key) !== JSON.stringify(row)) };
      const rows = rowsInOrder(changed, undefined);
      const open = questions.filter(({ id }) => answers[id] === undefined).length;
      return {
        ...aboutImport(found, context),
        title: 'Check before you record this',
        what: document,
        back: importPath(reference),
        action: importPath(reference, 'answer'),
        says: says && [{ text: says }],
        sentence: countsSaid(countsOf(plan)),
        gives: recordedSaid(plan),
        nothing: plan.commands.length === 0,
        open:
          open > 0
            ? `${count(open, 'question is', 'questions are')} left open: nothing is recorded of its rows.`
            : null,
        answered: questions.flatMap((question) => {
          const answer = answers[question.id];
          return answer === undefined ? [] : [{ label: question.text, after: answerSaid(question, answer) }];
        }),
        rows: rowViews(rows.slice(0, MOST_ROWS), plan),
        rest: Math.max(0, rows.length - MOST_ROWS),
        hidden: [
          { name: 'mark', value: markOf(plan) },
          ...Object.entries(answers).map(([id, value]) => ({ name: ANSWER + id, value })),
        ],
      };
    },
  });

function recordedSaid({ commands, creates }: ImportPlan): string {
  const programmes = creates.filter(({ is }) => is === 'programme').length;
  const parties = creates.length - programmes;
  const made = [
    programmes > 0 ? count(programmes, 'programme') : null,
    parties > 0 ? count(parties, 'person or body', 'people and bodies') : null,
  ].filter((part) => part !== null);
  const first = made.length > 0 ? ` First of them ${made.join(' and ')} that are not there yet.` : '';
  return `It gives ${count(commands.length, 'command')}, each with the document and its place in it.${first}`;
}
