import { MEETING_STATUSES } from '#domain/index.js';
import {
  type AnswerSchema,
  COUNT,
  DAY,
  DAYS,
  INSTANT,
  listOf,
  object,
  oneOf,
  orNull,
  REFERENCE,
  TEXT,
} from '#read-store/index.js';
import { ASK_ITEM, LINE_HEAD } from '../figures/schema.js';
import { FIGURE_DUE } from './figures-due.schema.js';

const { reference, kind, title, programme, owner } = LINE_HEAD;
const firstOf = <Item>(item: AnswerSchema<Item>) => object({ total: COUNT, items: listOf(item) });

export const UNHEARD_LEAD = object({
  reference,
  open: { ...COUNT, description: 'Open actions that it leads here.' },
  unheard: { ...COUNT, description: 'Those of them of which nothing was reported since.' },
});
export const REVIEW_DUE = object({ kind, reference, title, programme, owner, on: DAY, daysPast: DAYS });

export const READINESS = object({
  meeting: REFERENCE,
  group: REFERENCE,
  status: oneOf(MEETING_STATUSES),
  startsAt: INSTANT,
  issuedAt: { ...orNull(INSTANT), description: 'When its own pack was issued: the answer is about that moment then.' },
  since: {
    ...orNull(object({ meeting: REFERENCE, issuedAt: INSTANT, number: COUNT })),
    description: 'The last pack that the group was shown before; null where there was none.',
  },
  day: DAY,
  until: { ...DAY, description: 'The day of the meeting: reviews up to it are due.' },
  openActions: COUNT,
  withoutLead: { ...COUNT, description: 'Open actions whose lead is not named, so that nobody can be asked.' },
  leads: firstOf(UNHEARD_LEAD),
  figures: firstOf(FIGURE_DUE),
  reviews: firstOf(REVIEW_DUE),
  requests: firstOf(ASK_ITEM),
  title: orNull(TEXT),
});
