import { executeInSnapshot, type Queries } from '#application/index.js';
import { type CalendarDate, londonDate } from '#domain/index.js';
import type { AsOf, Viewer } from '#read-store/index.js';
import { when } from '../words/dates.js';
import { type Names, namesIn } from '../words/names.js';
import type { LedgerFrame } from './frame.js';
import {
  addressAt,
  isPast,
  MOMENT_KEYS,
  type MomentError,
  momentParameters,
  type PageMoment,
  readMoment,
} from './moment.js';
import type { Offers, PageModel, ProofOf, Redirect, SignedIn, WebPage } from './page.js';
import { type SaidMoment, sayMoment, sayTwoMoments } from './say-moment.js';
import { RECORDED_KEYS, type SaidRecorded, sayRecorded } from './say-recorded.js';

/** What a page's template is rendered with: the page's own model and the frame around it. */
export interface RenderedPage extends PageModel {
  readonly template: string;
  readonly section: string | undefined;
  readonly frame: LedgerFrame;
  readonly signedIn: SignedIn;
  readonly moment: PageMoment;
  readonly momentError: MomentError | undefined;
  readonly past: boolean;
  readonly said: SaidMoment;
  /** The page's address without a moment, and with its own query. */
  readonly here: string;
  readonly ownQuery: readonly (readonly [string, string])[];
  /** The same page about the day of a past moment, by all that is known now. */
  readonly hindsight?: string | undefined;
  readonly stands: string;
  readonly asOf: AsOf | undefined;
  readonly today: CalendarDate;
  readonly recorded: SaidRecorded | undefined;
  readonly names: Names;
  /** How many questions the page asked, which the bench reports. */
  readonly questions: number;
}

export interface PageAsked {
  /** The path as it was asked, `/actions/SMI-A02`. */
  readonly address: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly reader: Viewer;
  readonly signedIn: SignedIn;
  /** Which verbs an item takes from whoever is signed in. */
  readonly offered?: Offers;
  readonly proofOf?: ProofOf;
}

const elsewhere: ProofOf = async () => ({ kind: 'elsewhere' });

export type PageAnswer = { readonly redirect: string } | { readonly model: RenderedPage };

/** Asks what a page needs in one snapshot of its moment. Errors: those of the page's questions. */
export async function answerPage(
  page: WebPage,
  queries: Queries,
  frame: LedgerFrame,
  { address, path, query, reader, signedIn, offered = async () => [], proofOf = elsewhere }: PageAsked,
): Promise<PageAnswer> {
  const today = londonDate(new Date().toISOString());
  const { moment, error, rewritten } = readMoment(query, today);
  const isOwn = ([name, value]: readonly [string, string]) =>
    !MOMENT_KEYS.includes(name) && !RECORDED_KEYS.includes(name) && value;
  const own = Object.fromEntries(Object.entries(query).filter(isOwn));
  if (rewritten) return { redirect: addressAt(moment, address, own) };
  const around = {
    template: page.template,
    section: page.section,
    frame,
    signedIn,
    moment,
    momentError: error,
    past: isPast(moment),
    here: addressAt({}, address, own),
    ownQuery: Object.entries(own),
    today,
    recorded: sayRecorded(query),
  };
  if (frame.began !== undefined && moment.known !== undefined && moment.known < frame.began) {
    const said = sayMoment(moment, { today, meetingName: undefined, recorded: undefined, eventsSince: 0 });
    const model = {
      ...around,
      said,
      template: 'before-beginning',
      title: 'Before the ledger began',
      began: frame.began,
      hindsight: addressAt({ true: moment.known }, address, own),
      first: addressAt({ known: frame.began }, address, own),
      stands: '',
      asOf: undefined,
      names: frame.names,
      questions: 0,
    };
    return { model };
  }
  let questions = 0;
  // Today moves on with each event; the next page of a list stays where its first one stood.
  const cursor = !around.past && own.cursor ? { cursor: own.cursor } : {};
  return executeInSnapshot(queries, { ...momentParameters(moment), ...cursor }, reader, async (asking, judgedOn) => {
    const names: Record<string, Names[string]> = { ...frame.names };
    let asOf: AsOf | undefined;
    questions = 0;
    const made = await page.make({
      async ask(route, asked, of) {
        questions += 1;
        const answer = await asking(route, asked, of);
        Object.assign(names, namesIn(answer));
        asOf = (answer as { readonly asOf?: AsOf }).asOf ?? asOf;
        return answer;
      },
      path,
      query: own,
      moment,
      day: judgedOn,
      signedIn,
      offered: around.past ? async () => [] : offered,
      proofOf,
      packs: frame.packs,
      href: (to, more) => addressAt(moment, to, more),
      names,
    });
    if (isRedirect(made)) return { redirect: made.redirect };
    const model = made;
    const pack = frame.packs.find(({ reference }) => reference === moment.meeting);
    const then = pack ? londonDate(pack.startsAt) : moment.true ? undefined : moment.known;
    const recorded = asOf?.recordedAt ? when(asOf.recordedAt) : undefined;
    const said = sayMoment(moment, {
      today,
      meetingName: pack?.name,
      recorded,
      eventsSince: asOf ? frame.head - asOf.number : 0,
    });
    return {
      model: {
        ...model,
        ...around,
        said: model.twoMoments ? sayTwoMoments(said, model.twoMoments) : said,
        names,
        hindsight: then && then <= today ? addressAt({ true: then }, address, own) : undefined,
        asOf,
        questions,
        stands: questions > 0 ? standsOn(asOf) : '',
      },
    };
  });
}

const isRedirect = (made: PageModel | Redirect): made is Redirect => typeof made.redirect === 'string';

function standsOn(asOf: AsOf | undefined): string {
  if (!asOf?.recordedAt) return 'This page stands on no event: the ledger held none.';
  const last = asOf.storeUnreachableSince
    ? `The event store has not answered since ${when(asOf.storeUnreachableSince)}; what was recorded since may be missing.`
    : '';
  const behind = asOf.behind?.length
    ? `Some lists run behind: ${asOf.behind.map(({ projection, position }) => `${projection} stands at position ${position}`).join(', ')}.`
    : '';
  const stands = `This page stands on event ${asOf.number}, the last that the ledger held: ${when(asOf.recordedAt)}.`;
  return [stands, last, behind].filter(Boolean).join(' ');
}
