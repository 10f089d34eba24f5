import { item, oneOf, whole } from '../parameters.js';

export const REPORTED = {
  group: item('group', 'What this group oversees.'),
  programme: item('programme', 'What this programme holds.'),
  silentFor: whole('Silent are items without an event since so many meetings back; 2 unless stated.', 1, 50),
  silentDays: whole('Or without an event for so many days.', 1, 3650),
};

export const SCOPE = {
  group: item('group', 'Of what this group oversees.'),
  programme: item('programme', 'Of this programme and those below it.'),
  owner: item('party', 'Of what this party leads.'),
};

export const ORDER = oneOf('The oldest first, unless stated.', ['oldest', 'newest']);
