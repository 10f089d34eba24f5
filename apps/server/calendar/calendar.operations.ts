import { describeParameters, PAGE } from '#application/index.js';
import { CALENDAR_PARAMETERS, CALENDAR_TYPE } from '#calendar/index.js';
import { READS } from '#domain/index.js';
import { TEXT } from '#read-store/index.js';
import { type Operation, READING } from '../http/operation.js';
import { MakeCalendarFeedBody } from './calendar-feeds.controller.js';
import { CALENDAR_FEED_PAGE, MADE_FEED, REVOKED_FEED } from './feeds.answers.js';

const FEED = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The id of the calendar feed.',
  schema: { type: 'string', minLength: 1, maxLength: 40 },
};

export const calendarOperations: readonly Operation[] = [
  {
    ...READING,
    path: '/api/exports/calendar.ics',
    tag: 'exports',
    summary: 'Dated promises, reviews and meetings as a calendar (iCalendar, RFC 5545), from a year back.',
    description: `Needs the role ${READS.join(' or ')}. A promise is an all-day event on its last day; a vague one is
      titled with By, and one that was guessed at is marked as an estimate. What has no day is not in it.`,
    parameters: describeParameters(CALENDAR_PARAMETERS),
    contentType: CALENDAR_TYPE,
    answers: TEXT,
  },
  {
    ...READING,
    path: '/api/calendar-feeds',
    tag: 'calendar-feeds',
    summary: 'Addresses that other programs read the calendar at: those of the token, and all for an administrator.',
    parameters: describeParameters(PAGE),
    answers: CALENDAR_FEED_PAGE,
  },
  {
    ...READING,
    method: 'post',
    path: '/api/calendar-feeds',
    tag: 'calendar-feeds',
    summary: 'Makes an address at which a calendar program reads what the token may see; it is shown once.',
    description: `For whoever signs in. The address needs no token and is good for this calendar alone. It ends when it
      is revoked, when its token is, and when its person is erased. A token has at most 20.`,
    body: MakeCalendarFeedBody.name,
    status: 201,
    answers: MADE_FEED,
  },
  {
    ...READING,
    method: 'post',
    path: '/api/calendar-feeds/{id}/revoke',
    tag: 'calendar-feeds',
    summary: 'Ends an address of the calendar at once: of the own token, or any for an administrator.',
    parameters: [FEED],
    answers: REVOKED_FEED,
  },
];
