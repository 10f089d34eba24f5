import { historyRoutes, routes } from '#application/index.js';
import { londonDate, READS } from '#domain/index.js';
import { addressAt } from '../frame/moment.js';
import { definePage } from '../frame/page.js';
import { historyEntries } from '../history/history.js';
import { capital, day, when } from '../words/dates.js';
import { figureName } from '../words/figures.js';
import { type Names, nameOf } from '../words/names.js';
import { cameOfIt, type DossierAnswer, differencesOf, type FactTelling, moneyWords } from './decision-facts.js';
import { lifeOf } from './decision-life.js';

/** A decision as a dossier: why, its life, what came of it, and what was known when it was taken. */
export const decision = definePage({
  path: 'decisions/:ref',
  template: 'decision',
  section: 'decisions',
  roles: READS,
  async make({ ask, path, names, href }) {
    const dossier = await ask(routes.dossier, {}, path);
    const history = await ask(historyRoutes.decision, { order: 'newest', limit: '100' }, path);
    const entries = historyEntries(history.items, { names });
    const { decision: found, known, recorded } = dossier;
    const touched = dossier.consequences.affected.filter(({ kind }) => kind === 'target');
    const references = touched.map(({ reference }) => reference).join(',');
    const targets = references ? (await ask(routes.targets, { references, limit: '100' })).items : [];
    const tellingOf = (reference: string): FactTelling => {
      const held = targets.find((target) => target.reference === reference);
      return held ? { names, unit: held.unit, held } : { names };
    };
    return {
      title: found.title,
      crumbs: [
        { text: 'Plan', href: href('/') },
        { text: 'Decisions', href: href('/decisions') },
      ],
      decision: found,
      steps: lifeOf(dossier, entries, names),
      came: cameOfIt(dossier, tellingOf).map((row) => ({
        ...row,
        eventsHref: row.from && href('/audit', { reference: row.reference, from: row.from }),
      })),
      citing: dossier.consequences.decisions.map((each) => ({ ...each, kind: 'decision' })),
      facts: factsOf(dossier, names),
      money: moneyWords(dossier),
      shown: shownOf(known, names),
      held: {
        source: recorded.source && { document: recorded.source.document, line: recorded.source.line },
        recorded: when(recorded.recordedAt),
        on: day(recorded.recordedAt),
        number: recorded.number,
        plan: addressAt({ event: String(recorded.number) }, '/'),
      },
      hindsight: hindsightOf(dossier),
      differences: differencesOf(dossier, tellingOf),
      compared: known.held.affected.length,
      conditions: dossier.conditions.map((condition) => ({
        ...condition,
        by: condition.agreedBy ? nameOf(names, condition.agreedBy) : 'not stated',
        words: condition.outcome === 'open' ? 'Open' : capital(condition.outcome),
        on: condition.settled ? day(condition.settled.occurredAt) : null,
        recorded: condition.event ? when(condition.event.recordedAt) : null,
        word: condition.event ? wordOf(condition.event, names) : null,
      })),
      entries,
      earlier: history.nextCursor ? href('/audit', { reference: found.reference }) : null,
    };
  },
});

/** On whose word a condition was settled, and who recorded it. */
function wordOf({ actor, onBehalfOf }: DossierAnswer['recorded'], names: Names): string {
  const author = actor.name ?? nameOf(names, actor.party);
  return onBehalfOf
    ? `${nameOf(names, onBehalfOf.party)} (${onBehalfOf.source}), recorded by the ${author.charAt(0).toLowerCase()}${author.slice(1)}`
    : author;
}

interface FactRow {
  readonly key: string;
  readonly text?: string;
  readonly link?: { readonly kind: string; readonly reference: string; readonly name: string };
}

const TAKEN: Readonly<Record<string, string>> = {
  meeting: 'At a meeting',
  'chairs-action': 'By the chair between meetings',
  delegated: 'Under delegated powers',
  'not-stated': 'Not stated',
};

/** What was recorded of the decision besides its words; what the plan did not state is said. */
function factsOf({ decision: found }: DossierAnswer, names: Names): readonly FactRow[] {
  const linked = (key: string, kind: string, reference: string | null): FactRow[] =>
    reference ? [{ key, link: { kind, reference, name: nameOf(names, reference) } }] : [];
  const orNotStated = (key: string, rows: readonly FactRow[]) =>
    rows.length > 0 ? rows : [{ key, text: 'Not stated' }];
  return [
    { key: 'Decided on', text: capital(day(found.decidedOn)) },
    ...orNotStated('Decided by', linked('Decided by', 'group', found.group)),
    ...orNotStated('Meeting', linked('Meeting', 'meeting', found.meeting)),
    { key: 'How it was taken', text: TAKEN[found.takenBy] ?? capital(found.takenBy.replaceAll('-', ' ')) },
    ...linked('Takes the place of', 'decision', found.supersedes),
    ...linked('Replaced by', 'decision', found.supersededBy),
    ...linked('Confirms', 'decision', found.ratifies),
    ...found.alternatives.map((text) => ({ key: 'What else was weighed', text: `“${text}”` })),
  ];
}

function shownOf({ shown }: DossierAnswer['known'], names: Names) {
  if (!shown) return null;
  const group = names[shown.meeting]?.group;
  return {
    meeting: nameOf(names, shown.meeting),
    issued: day(shown.issuedAt),
    number: shown.asOf.number,
    proved: shown.proved,
    report: addressAt({ meeting: shown.meeting }, group ? `/groups/${group}/report` : `/meetings/${shown.meeting}`),
    listed: shown.listed.map(({ figure, references }) => ({ under: figureName(figure), references })),
  };
}

function hindsightOf({ known, decision: found, recorded }: DossierAnswer) {
  const effectiveAt = known.hindsight?.effectiveAt;
  if (!effectiveAt) return null;
  const on = londonDate(effectiveAt);
  const stated = found.decidedOn === 'not-stated' ? recorded.occurredAt : found.decidedOn;
  return {
    on: day(on),
    text:
      found.decidedOn === 'not-stated'
        ? `On ${day(on)}, the first day of ${day(stated)}, which is all that is stated.`
        : `At the end of ${day(on)}, with all that was learnt since.`,
    plan: addressAt({ true: on }, '/'),
  };
}
