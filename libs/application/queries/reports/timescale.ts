import { readTimescale, TIMESCALE_LIMIT, USUAL_YEAR_START } from '#domain/index.js';
import { ledgerRules } from '#read-models/index.js';
import { AS_OF, object, promised, TIMESCALE } from '#read-store/index.js';
import { wrongField } from '../../problems/problem.js';
import { day, text } from '../parameters.js';
import { reportRoute } from '../query-route.js';

/** How a text would be read if it were recorded: nothing is. A meeting's day is known only where the item is. */
export const route = reportRoute({
  path: 'timescales',
  report: 'timescale',
  summary: 'How the ledger reads a timescale text, before anything is recorded.',
  asks: {
    text: text('The timescale as a person writes it, such as "End Q3 2018/19".', TIMESCALE_LIMIT),
    documentDate: day('The date of the document that it stands in; today unless stated.'),
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
