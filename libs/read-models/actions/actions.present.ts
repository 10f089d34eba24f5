import { agreedOf, type Dependency, isOverdue, OPEN, ratingIn } from '#domain/index.js';
import { type AnswerOf, type Item, type QueryContext, type ReferenceNames, withReferences } from '#read-store/index.js';
import { presentRequest } from '../date-requests/date-request.js';
import { dueSince } from '../deadlines/deadline.js';
import { type LedgerRules, ledgerRules } from '../ledger/ledger.queries.js';
import { type ActionView, dueOf, ownerOf, type Turn } from './action.view.js';
import type { ACTION_LIST } from './actions.schema.js';
import { carryingOf } from './carrying.js';
import { dependenciesOf } from './dependencies.js';
import { derivedRatingOf, differenceOf } from './rating.js';

export type ShownAction = AnswerOf<typeof ACTION_LIST>['items'][number];

export async function presentActions(view: QueryContext, items: readonly Item<ActionView>[]) {
  const dependencies = await dependenciesOf(view, items);
  const ledger = await ledgerRules(view);
  const carrying = await carryingOf(view, items);
  return withReferences(
    view,
    items,
    ({ head, key, state }, references): ShownAction => ({
      ...head,
      ...plan(state, references),
      ...dates(state, view, references),
      ...carrying(key),
      ...progress(state, references),
      ...rating(state, dependencies.get(key) ?? [], view, ledger),
    }),
  );
}

function plan(state: ActionView, { of, maybe, each }: ReferenceNames) {
  return {
    title: state.title,
    description: state.description ?? null,
    access: state.access.level,
    restrictedTo: maybe(state.access.group),
    programme: of(state.programme),
    alsoIn: each(state.alsoIn),
    overseenBy: maybe(state.overseenBy),
    parent: maybe(state.parent),
    owner: maybe(ownerOf(state)),
    parties: state.parties.map(({ party, part }) => ({ party: of(party), part })),
    externalRefs: state.externalRefs,
    dependsOn: each(state.dependsOn),
    status: state.status,
  };
}

function dates(state: ActionView, { moment }: QueryContext, references: ReferenceNames) {
  const agreed = agreedOf(state) ?? null;
  const latest = dueOf(state);
  return {
    timescale: agreed,
    original: state.original ?? null,
    agreed,
    agreedBy: state.agreedBy ?? null,
    restated: state.restated ?? null,
    forecast: state.forecast ?? null,
    dateRequest: presentRequest(state, agreedOf(state), references),
    reviewOn: state.reviewOn ?? null,
    reviewDueSince: OPEN.includes(state.status) ? dueSince(state.reviewOn, state.reviewRaised) : null,
    nextDue: agreed?.recurrence ? latest : null,
    overdue: agreed !== null && OPEN.includes(state.status) && isOverdue({ ...agreed, latest }, moment.day),
  };
}

function progress(state: ActionView, { of, maybe, each }: ReferenceNames) {
  const { deferral, withdrawal, escalation } = state;
  const turn = (done: Turn) => ({ by: of(done.by), occurredAt: done.occurredAt, narrative: done.narrative ?? null });
  const turned = (done: Turn | undefined) => (done ? turn(done) : null);
  return {
    progress: state.progress ? { ...turn(state.progress), percent: state.progress.percent ?? null } : null,
    block: turned(state.block),
    deferral: deferral
      ? {
          ...turn(deferral),
          until: deferral.until ?? null,
          dueSince: dueSince(deferral.until, state.deferralRaised),
        }
      : null,
    completion: turned(state.completion),
    declined: turned(state.declined),
    verification: turned(state.verification),
    withdrawal: withdrawal ? { ...turn(withdrawal), kind: withdrawal.kind } : null,
    occurrences: state.occurrences.map((each) => ({ ...each, narrative: each.narrative ?? null })),
    splitInto: each(state.splitInto),
    mergedInto: maybe(state.mergedInto),
    replacedBy: maybe(state.replacedBy),
    escalation: escalation
      ? {
          to: of(escalation.to),
          ask: escalation.ask,
          answer: escalation.answer ?? null,
          narrative: escalation.narrative ?? null,
        }
      : null,
  };
}

function rating(state: ActionView, dependsOn: readonly Dependency[], { moment }: QueryContext, ledger: LedgerRules) {
  const { schemes, inForce } = ledger;
  const given = state.rating;
  const derived = derivedRatingOf(state, dependsOn, moment.day, inForce);
  const difference = differenceOf(state, derived, inForce);
  const givenUnder = schemes.find(({ version }) => version === given?.scheme);
  return {
    rating: given
      ? {
          rating: given.rating,
          word: (givenUnder && ratingIn(givenUnder, given.rating)?.word) ?? null,
          narrative: given.narrative ?? null,
          scheme: given.scheme,
        }
      : null,
    derivedRating: {
      ...derived,
      word: ratingIn(inForce, derived.rating)?.word ?? null,
      scheme: inForce.version,
      differs: difference !== null,
      difference,
    },
  };
}
