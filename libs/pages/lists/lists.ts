import { routes } from '#application/index.js';
import { ACTION_STATUSES, RATINGS, READS, TARGET_KINDS } from '#domain/index.js';
import { definePage } from '../frame/page.js';
import { sheetOf } from '../measurements/sheet.js';
import { capital, day as dayWords } from '../words/dates.js';
import { colour, ratingWord, status } from '../words/labels.js';
import { groupFilter, type ListFilter, leadFilter, optionsOf, programmeFilter } from './filters.js';
import { ITEMS, listModel } from './list-page.js';
import { ACTION_COLUMNS, actionRow, MILESTONE_COLUMNS, milestoneRow, TARGET_COLUMNS, targetRow } from './rows.js';

const states = (values: readonly string[]): ListFilter => ({
  name: 'status',
  label: 'State',
  any: 'All states',
  options: optionsOf(values, status),
  says: (state) => state.toLowerCase(),
});
const WORDS: ListFilter = { name: 'q', label: 'With the words', says: (words) => `with the words “${words}”` };

export const actions = definePage({
  path: 'actions',
  template: 'list',
  section: 'plan',
  roles: READS,
  async make(context) {
    const { ask, query, day } = context;
    const list = await ask(routes.actions, { limit: ITEMS, ...query });
    const filters: readonly ListFilter[] = [
      await programmeFilter(context),
      await groupFilter(context),
      await leadFilter(context),
      states(ACTION_STATUSES),
      {
        name: 'rating',
        label: 'Lead says',
        any: 'Any rating',
        options: optionsOf(RATINGS, (rating) => `${colour(rating)}: ${ratingWord(rating)}`),
        says: (rating) => `rated ${rating}`,
      },
      {
        name: 'overdueOn',
        label: 'Agreed date',
        any: 'Any date',
        options: overdueOptions(query.overdueOn, day),
        says: (words) => words.toLowerCase().replace('past its', 'past their'),
      },
      WORDS,
    ];
    return listModel(context, {
      path: '/actions',
      one: 'action',
      makes: 'action',
      heading: 'Actions',
      filters,
      columns: ACTION_COLUMNS,
      rows: list.items.map((item) => actionRow(item, context)),
      list,
    });
  },
});

function overdueOptions(asked: string | undefined, today: string) {
  const options = [{ value: today, text: 'Past its agreed date' }];
  return asked && asked !== today
    ? [...options, { value: asked, text: `Past its date on ${dayWords(asked)}` }]
    : options;
}

export const milestones = definePage({
  path: 'milestones',
  template: 'list',
  section: 'plan',
  roles: READS,
  async make(context) {
    const list = await context.ask(routes.milestones, { limit: ITEMS, ...context.query });
    return listModel(context, {
      path: '/milestones',
      one: 'milestone',
      makes: 'milestone',
      heading: 'Milestones',
      filters: [
        await programmeFilter(context),
        await leadFilter(context),
        states(['pending', 'met', 'missed', 'withdrawn']),
        WORDS,
      ],
      columns: MILESTONE_COLUMNS,
      rows: list.items.map((item) => milestoneRow(item, context)),
      list,
    });
  },
});

export const targets = definePage({
  path: 'targets',
  template: 'list',
  section: 'plan',
  roles: READS,
  async make(context) {
    const list = await context.ask(routes.targets, { limit: ITEMS, ...context.query });
    return listModel(context, {
      path: '/targets',
      one: 'target',
      makes: 'target',
      offers: sheetOf(context, context.query.programme),
      heading: 'Targets',
      filters: [
        await programmeFilter(context),
        states(['active', 'suspended', 'withdrawn']),
        {
          name: 'kind',
          label: 'Kind',
          any: 'All kinds',
          options: optionsOf(TARGET_KINDS, (kind) => capital(kind.replaceAll('-', ' '))),
        },
        {
          name: 'breached',
          label: 'Missed now',
          any: 'Missed or not',
          options: [
            { value: 'true', text: 'Missed' },
            { value: 'false', text: 'Not missed' },
          ],
          says: (missed) => missed.toLowerCase(),
        },
        WORDS,
      ],
      columns: TARGET_COLUMNS,
      rows: list.items.map((item) => targetRow(item, context)),
      list,
    });
  },
});
