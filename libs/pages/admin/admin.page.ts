import { type AnswerTo, routes } from '#application/index.js';
import { ADMINISTERS } from '#domain/index.js';
import { creationForms, offeredForms } from '../forms/offered.js';
import { definePage, type WebPage } from '../frame/page.js';
import { colour } from '../words/labels.js';
import { type Health, healthInWords } from './health-words.js';

type Scheme = AnswerTo<typeof routes.ledger>['scheme'];

export const adminPage = (health: Health): WebPage =>
  definePage({
    path: 'admin',
    template: 'admin',
    section: 'admin',
    roles: ADMINISTERS,
    async make(context) {
      const { ask, href } = context;
      const ledger = await ask(routes.ledger);
      const { financialYearStartsOn, scheme, otherSchemes } = ledger;
      return {
        title: 'Administration',
        crumbs: [{ text: 'Plan', href: href('/') }],
        health: healthInWords(health, ledger.asOf),
        financialYear: dayOfYear(financialYearStartsOn),
        scheme: wordsOf(scheme),
        earlier: otherSchemes.map(wordsOf),
        offered: await offeredForms(context, 'ledger', 'ledger'),
        makes: creationForms(context, ['token', 'webhook', 'party']),
      };
    },
  });

const wordsOf = ({ version, name, ratings }: Scheme) => ({
  version,
  name,
  ratings: ratings.map(({ rating, word, meaning, needsNarrative }) => ({
    colour: colour(rating),
    word,
    meaning,
    says: needsNarrative ? 'Only with words on why' : 'Words on why may be left out',
  })),
});

/** "1 April" of `04-01`. */
const dayOfYear = (monthAndDay: string): string =>
  new Date(`2001-${monthAndDay}T12:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'long' });
