export {
  CALENDAR_PARAMETERS,
  CALENDAR_TYPE,
  type CalendarFile,
  type CalendarScope,
  calendarFile,
} from './calendar-file.js';
