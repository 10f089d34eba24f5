const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';

const DAY = '\\d{1,2}(?:st|nd|rd|th)?';

/** A day with its year, in words or figures. */
export const FULL_DATE = new RegExp(
  `\\b(?:\\d{4}-\\d\\d-\\d\\d|${DAY}(?:\\s+of)?\\s+${MONTH},?\\s+\\d{4}|${MONTH}\\s+${DAY},?\\s+\\d{4}|\\d{1,2}[./]\\d{1,2}[./](?:\\d{4}|\\d\\d))\\b`,
  'gi',
);

export const MONTH_YEAR = new RegExp(`\\b${MONTH}\\s+\\d{4}\\b`, 'gi');

/** Any date or period as people write it within a sentence. */
export const ANY_DATE = new RegExp(
  [
    `\\d{4}-\\d\\d-\\d\\d`,
    `(?:w/c\\s+)?${DAY}(?:\\s+of)?\\s+${MONTH}(?:,?\\s+\\d{4})?`,
    `${MONTH}\\s+${DAY},?\\s+\\d{4}`,
    `\\d{1,2}[./]\\d{1,2}[./](?:\\d{4}|\\d\\d)`,
    `(?:the\\s+)?(?:end|middle|beginning|start)\\s+(?:of\\s+)?${MONTH}(?:\\s+\\d{4})?`,
    `${MONTH}\\s+(?:and\\s+${MONTH}\\s+)?\\d{4}(?!\\d)`,
    `(?:end\\s+(?:of\\s+)?)?Q[1-4]\\s+(?:\\d{4}(?:/\\d\\d)?|\\d\\d/\\d\\d)`,
    `20\\d\\d/\\d\\d`,
  ]
    .map((one) => `(?:${one})`)
    .join('|'),
  'gi',
);

export const MONTH_NAME = new RegExp(`\\b${MONTH}(?!\\w)`, 'i');

/** "July 31, 2020", as Americans write. */
export const AMERICAN = new RegExp(
  `\\b${MONTH}\\s+\\d{1,2},\\s+\\d{4}\\b|\\b\\d{1,2}/(?:1[3-9]|2\\d|3[01])/\\d{2,4}\\b`,
  'i',
);
export const BRITISH = new RegExp(
  `\\b${DAY}\\s+(?:of\\s+)?${MONTH}\\b|\\b(?:1[3-9]|2\\d|3[01])[./]\\d{1,2}[./]\\d{2,4}\\b`,
  'i',
);

/** The month or day alone, as sections of a log have it: "May 2018", "Meeting of 12 May 2018". */
export const ONLY_MONTH = new RegExp(
  `^\\s*(?:(?:actions? (?:from|of|agreed at)\\s+)?(?:the\\s+)?(?:[a-z]+\\s+)?(?:meeting|board)\\s*(?:held\\s+)?(?:on|of|:|[-–])?\\s*)?((?:${DAY}\\s+)?${MONTH}\\s+\\d{4})\\s*(?:meeting|board)?\\s*:?\\s*$`,
  'i',
);

/** Without the global flag, whose place would be carried from one test to the next. */
export const HAS_DATE = new RegExp(ANY_DATE.source, 'i');
export const HAS_FULL_DATE = new RegExp(FULL_DATE.source, 'i');
