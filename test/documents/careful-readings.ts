/** An action as a careful person enters it: who, the last days of its promises, oldest first, and its status. */
export interface CarefulAction {
  readonly reference?: string;
  readonly owners: readonly string[];
  /** Null where a promise says no day. */
  readonly promises: readonly (string | null)[];
  readonly status?: string;
}

export interface CarefulReading {
  readonly file: string;
  /** Said of a document that says no date of its own. */
  readonly date?: string;
  /** In the order of the document. */
  readonly actions: readonly CarefulAction[];
  readonly decisions: number;
}

type Told = readonly [reference: string, owners: string, promises: string, status?: string];

/** `;` parts owners and promises; `-` is a promise without a day. */
const reading = (
  { file, date, decisions = 0 }: { readonly file: string; readonly date?: string; readonly decisions?: number },
  ...told: readonly Told[]
): CarefulReading => ({
  file,
  ...(date && { date }),
  decisions,
  actions: told.map(([reference, owners, promises, status]) => ({
    ...(reference && { reference }),
    owners: parts(owners),
    promises: parts(promises).map((day) => (day === '-' ? null : day)),
    ...(status && { status }),
  })),
});

const parts = (text: string) => text.split(';').filter((part) => part !== '');

/** Of the eleven documents after real ones: references, posts, days and statuses, and none of their sentences. */
export const CAREFUL_READINGS: readonly CarefulReading[] = [
  reading(
    { file: '01-board-action-log.docx' },
    ['01.05', 'DN', '2018-06-30;2018-08-14'],
    ['02.05', 'DN', '2018-09-30', 'planned'],
    ['05.05', 'DF', '2018-07-17'],
    ['05.05', 'DF;COO', '2018-07-17;2018-09-11', 'planned'],
    ['4.01', 'MD', '2018-09-30;2018-11-30'],
    ['4.02', 'COO', '2018-11-13;2018-12-09'],
    ['3.01', 'CN', '-'],
    ['', 'CN', '2018-10-31', 'complete'],
    ['', 'CN', '2018-11-30'],
    ['', 'CN', '-'],
    ['3.02', 'HRD', '-'],
  ),
  reading(
    { file: '02-rag-tracker.xlsx' },
    ['1.1', 'Chief Operating Officer', '2018-06-30;2018-09-30', 'complete'],
    ['1.2', 'HR Director', '2018-12-31', 'in-progress'],
    ['1.3', 'Chief Operating Officer', '2018-10-31;-', 'in-progress'],
    ['1.4', 'Ward managers', '-'],
    ['2.1', 'Director of Finance', '2019-03-31', 'in-progress'],
    ['2.2', 'Programme lead', '-', 'planned'],
    ['2.3', 'Programme lead', '2019-03-31', 'in-progress'],
    ['2.5', 'BI team', '-', 'in-progress'],
    ['2.6', 'BI team', '2018-04-30', 'deferred'],
  ),
  reading(
    { file: '04-actions-semicolon-bom.csv', date: '2019-06-01' },
    ['1', 'Estates', '2019-03-31', 'in-progress'],
    ['2', 'HR', '2019-03-31', 'in-progress'],
    ['3', 'Secretary', '2019-04-01'],
    ['4', 'Estates', '2019-02-13', 'complete'],
  ),
  reading(
    { file: '05-actions-cp1252.csv', date: '2018-06-01' },
    ['A1', 'Monitoring Officer', '2019-03-31'],
    ['A2', 'Head of Policy', '2018-12-31'],
    ['A3', 'Head of Estates', '-'],
    ['A4', 'BI team', '-'],
  ),
  reading(
    { file: '06-actions-unicode-text.txt', date: '2018-06-01' },
    ['1', 'Chair', '2018-03-12'],
    ['2', 'Comms', '2018-03-18'],
    ['3', 'PMO', '2018-04-01'],
  ),
  reading(
    { file: '08-plan-in-markdown.md' },
    ['', 'CDO', '2020-01-31'],
    ['', 'CDO', '2020-06-30;2020-07-31'],
    ['', 'CDO', '-'],
    ['', 'CDO', '-'],
    ['', 'CIO', '-'],
    ['', 'CDO', '-'],
    ['', 'CDO', '2020-07-31;-'],
    ['', 'Council;ICSP', '-'],
  ),
  reading(
    { file: '10-html-table.html', date: '2018-06-01' },
    // It comes round each year, so that it has no last day.
    ['1', 'HR', '-'],
    ['1', 'HR', '-'],
    ['2', 'HR & OD', '2018-12-31;2019-03-31'],
    ['', 'HR & OD', ''],
    ['', 'HR & OD', ''],
    ['3', 'Estates', '-'],
  ),
  reading(
    { file: '11-minutes-with-actions.txt', decisions: 1 },
    ['', 'J Smith', ''],
    ['', 'T Evans;L Green', ''],
    ['', 'J Smith', '-'],
    ['', 'L Green', ''],
    ['', 'L Green', ''],
    ['', '', ''],
    ['', '', ''],
    ['', 'team', '', 'complete'],
  ),
  reading({ file: '13-decision-and-action-log.txt', decisions: 2 }, ['1', 'PT', '-', 'complete'], ['4', 'All', '-']),
  reading(
    { file: '17-cells-that-look-like-formulas.csv', date: '2019-06-01' },
    ['=1', '+44 1632 960000', ''],
    ['2', '', '2019-09-01'],
    ['3', 'HR', '2019-03-31'],
    ['007', '1E5', '-'],
  ),
  reading(
    { file: '18-two-promises-in-a-cell.csv', date: '2018-11-01' },
    ['', 'Ward managers', '2018-12-31', 'complete'],
    ['', 'Chief Nurse', '2019-03-31', 'planned'],
    // Asked about: two promises of one row.
    ['', 'HR', '-', 'in-progress'],
    ['', 'Secretary', '2022-07-31'],
    ['', 'All', '2019-06-30;2019-09-30'],
    ['', 'Chair', '2018-09-30', 'complete'],
  ),
];
