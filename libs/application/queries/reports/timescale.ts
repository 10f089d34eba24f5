import { readTimescale, TIMESCALE_LIMIT, USUAL_YEAR_START } from '#domain/index.js';
import { ledgerRules } from '#read-models/index.js';
import { AS_OF, object, parameter, promised, TIMESCALE } from '#read-store/index.js';
import { wrongField } from '../../problems/problem.js';
import { reportRoute } from '../query-route.js';

/** Records nothing. A text that names a meeting is read without the item's next meeting. */
export const route = reportRoute({
  path: 'timescales',
  report: 'timescale',
  summary: 'How the ledger reads a timescale text, before anything is recorded.',
  asks: {
    text: parameter.text('The timescale as a person writes it, such as "End Q3 2018/19".', TIMESCALE_LIMIT),
    documentDate: parameter.day('The date of the document that it stands in; today unless stated.'),
  },
  answers: object({ timescale: TIMESCALE, asOf: AS_OF }),
  async make(view, { text: written, documentDate }) {
    if (written === undefined) throw wrongField('bad-parameter', 'text', 'text must be given');
    const { financialYearStartsOn } = await ledgerRules(view);
    const dated = documentDate
      ? { documentDate }
      : { documentDate: view.moment.day, documentDateKnown: false as const };
    const year = financialYearStartsOn === USUAL_YEAR_START ? {} : { financialYearStartsOn };
    return { timescale: promised(readTimescale(written, { ...dated, ...year })), asOf: view.moment.asOf };
  },
});
