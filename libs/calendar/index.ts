export { type CalendarFile, type CalendarScope, calendarFile } from './calendar-file.js';
