import { KEEPS_PARTIES } from '#domain/index.js';
import type { ImportPlan, OneImport, PlannedQuestion } from '#imports/index.js';
import { type SaidError, type Typed, textIn } from '../forms/typed.js';
import { definePage, type WebPage } from '../frame/page.js';
import { list } from '../words/dates.js';
import { ANSWER, fieldId } from './answers.js';
import { aboutImport, pagesOf } from './import.page.js';
import { shortened } from './import-words.js';
import { importPath } from './imports.page.js';

/** So many questions stand on a page. */
export const MOST_QUESTIONS = 25;
/** At most so many choices are drawn as radios. */
const MOST_RADIOS = 9;
const MOST_ABOUT = 3;

export interface AnswerState {
  readonly questions: readonly PlannedQuestion[];
  readonly from: number;
  readonly typed?: Typed;
  readonly errors?: readonly SaidError[];
  /** Why the questions stand here again. */
  readonly says?: string;
}

/** What a document leaves open, with the answers that there can be. */
export const openQuestionsPage = (found: OneImport, plan: ImportPlan, state: AnswerState): WebPage =>
  definePage({
    path: 'import/:ref/answer',
    template: 'import-answer',
    section: 'plan',
    roles: KEEPS_PARTIES,
    async make(context) {
      const { reference, document } = found.state;
      const { questions, from, typed, errors = [], says } = state;
      const titles = new Map(plan.items.map(({ key, title }) => [key, title]));
      const shown = questions.slice(from, from + MOST_QUESTIONS);
      const names = new Set(shown.map(({ id }) => ANSWER + id));
      return {
        ...aboutImport(found, context),
        title: `What ${document} leaves open`,
        back: importPath(reference),
        action: importPath(reference, 'answer'),
        says,
        fields: shown.map((question, index) => {
          const about = question.items.slice(0, MOST_ABOUT).flatMap((key) => titles.get(key) ?? []);
          return fieldOf(question, from + index, { about, typed, errors });
        }),
        ...pagesOf(questions.length, from, MOST_QUESTIONS, String),
        errors: errors.length > 0 ? errors.map(({ text, id }) => ({ text, href: `#${id}` })) : undefined,
        hidden: [
          { name: 'from', value: String(from) },
          ...questions
            .map(({ id }) => ANSWER + id)
            .filter((name) => !names.has(name) && textIn(typed ?? {}, name) !== '')
            .map((name) => ({ name, value: textIn(typed ?? {}, name) })),
        ],
      };
    },
  });

interface Drawn {
  /** Titles of the items that the answer changes. */
  readonly about: readonly string[];
  readonly typed: Typed | undefined;
  readonly errors: readonly SaidError[];
}

/** As the macros of forms draw it: radios, a list where there are many, or a line for a day. */
function fieldOf({ id, text, choices }: PlannedQuestion, index: number, { about, typed, errors }: Drawn) {
  const name = ANSWER + id;
  const chosen = typed ? textIn(typed, name) : (choices.find(({ isTaken }) => isTaken)?.value ?? '');
  const around = {
    id: fieldId(index),
    name,
    label: text,
    error: errors.find((each) => each.name === name)?.text,
    hint: about.length > 0 ? `About ${list(about.map((title) => `“${shortened(title).text}”`))}` : undefined,
  };
  if (choices.length === 0) return { ...around, as: 'line', value: chosen, hint: 'For example, 9 March 2018' };
  const items = [
    ...choices.map(({ value, label, isTaken }) => ({ value, text: isTaken ? `${label} (our guess)` : label })),
    { value: '', text: 'Leave it open for now' },
  ];
  return {
    ...around,
    as: choices.length > MOST_RADIOS ? 'select' : 'radios',
    items: items.map((item) => ({ ...item, checked: item.value === chosen, selected: item.value === chosen })),
  };
}
