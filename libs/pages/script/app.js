// What JavaScript adds: a menu that folds, errors that take the focus, one click a button, and word of new events.
import { Button, createAll, ErrorSummary, Header, PasswordInput, SkipLink } from 'nhsuk-frontend';
import { keepTyped } from './keep-typed.js';
import { readTimescales } from './read-timescale.js';
import { room } from './room.js';
import { watchEvents } from './watch-events.js';
import { watchImport } from './watch-import.js';

for (const component of [Button, ErrorSummary, Header, PasswordInput, SkipLink]) createAll(component);
const { event } = document.body.dataset;
if (event) watchEvents(Number(event));
keepTyped();
readTimescales();
room();
watchImport();
