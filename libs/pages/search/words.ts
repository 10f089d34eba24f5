import type { AnswerTo, routes } from '#application/index.js';

type Field = AnswerTo<typeof routes.search>['items'][number]['field'];

const FIELD: Readonly<Record<Field, string>> = {
  title: 'title',
  description: 'description',
  rationale: 'why it was decided',
  alternatives: 'what else was considered',
  condition: 'condition',
  reason: 'reason given',
  narrative: 'what was said',
  note: 'note',
  evidence: 'evidence',
  ask: 'what was asked',
  grounds: 'grounds of a challenge',
  outcome: 'outcome',
  basis: 'basis of a reading',
  minute: 'minute',
};

export const fieldName = (field: Field): string => FIELD[field];
