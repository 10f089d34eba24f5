import type { Ask } from '#application/index.js';
import type { OfferedVerb } from '#commands/index.js';
import type { CalendarDate, Kind, Role } from '#domain/index.js';
import type { Names } from '../words/names.js';
import type { IssuedMeeting } from './frame.js';
import type { PageMoment } from './moment.js';
import type { TwoMoments } from './say-moment.js';

/** The words of the navigation, in the order in which a board needs them. */
export type Section = 'plan' | 'since' | 'report' | 'meetings' | 'decisions' | 'attention' | 'mine' | 'audit' | 'admin';

export interface Crumb {
  readonly text: string;
  readonly href: string;
}

/** Who is signed in, in words. */
export interface SignedIn {
  readonly name: string;
  readonly organisation: string | null;
  readonly party: string;
  readonly roles: readonly Role[];
  /** References of the groups that the token is of. */
  readonly groups: readonly string[];
  /** Whether the pages of imports are open to them. */
  readonly importsPlans?: boolean;
}

/** Verbs that the reader's roles may give, with why a state refuses one. */
export type Offers = (kind: Kind, ref: string) => Promise<readonly OfferedVerb[]>;

/** What is known of an event's proof, as things stand now. */
export type EventProof =
  /** Another server signs, whose tree cannot be read here. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'not-signed' }
  | {
      readonly kind: 'signed';
      /** Events under the newest checkpoint. */
      readonly size: number;
      /** When it was signed at the latest, by the server's clock. */
      readonly signedBy: string;
      /** Null where no policy of witnesses is set. */
      readonly witnesses: readonly { readonly name: string; readonly at: string }[] | null;
    };

export type ProofOf = (number: number) => Promise<EventProof>;

export interface PageContext {
  /** Asks the API's questions of the page's moment, all in one snapshot. */
  readonly ask: Ask;
  readonly path: Readonly<Record<string, string>>;
  /** What the address asks beside the moment. */
  readonly query: Readonly<Record<string, string>>;
  readonly moment: PageMoment;
  /** The day that date questions are judged on. */
  readonly day: CalendarDate;
  readonly signedIn: SignedIn;
  /** Nothing in the past, where nothing can be changed. */
  readonly offered: Offers;
  /** What is known now of the proof of an event. */
  readonly proofOf: ProofOf;
  /** Meetings with their packs as the ledger stands now, newest first. */
  readonly packs: readonly IssuedMeeting[];
  /** An address at the page's moment. */
  href(path: string, query?: Readonly<Record<string, string | undefined>>): string;
  /** Names of what the answers so far mention. */
  readonly names: Names;
}

/** What a page gives its template; `layout.njk` reads these, the page's own template the rest. */
export interface PageModel {
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  /** Sentences after "This page stands on event …". */
  readonly standsMore?: string;
  /** Printed at the foot of every sheet; the page's title otherwise. */
  readonly paper?: string;
  /** Told by the moment bar in place of the one moment, where the page compares two. */
  readonly twoMoments?: TwoMoments;
  readonly [name: string]: unknown;
}

/** An answer of `make` that leads elsewhere. */
export interface Redirect {
  readonly redirect: string;
}

export interface WebPage {
  /** Its address below /, with Fastify's parameters: `actions/:ref`. */
  readonly path: string;
  /** The name of its template, without `.njk`. */
  readonly template: string;
  readonly section?: Section;
  readonly roles: readonly Role[];
  make(context: PageContext): Promise<PageModel | Redirect>;
}

/** Errors of `make`: those of the questions that it asks. */
export const definePage = (page: WebPage): WebPage => page;
