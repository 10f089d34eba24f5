import { day } from './dates.js';
import { status } from './labels.js';
import {
  change,
  confirmed,
  forecast,
  moved,
  nothingMore,
  parties,
  quoteOf,
  refsOf,
  requested,
  requestRefused,
  type Say,
  toParty,
  withTimescale,
} from './told.js';
import { textAt } from './values.js';

/** Events of actions and milestones. */
export const TOLD_PROMISES: Readonly<Record<string, Say>> = {
  ActionCreated: withTimescale,
  ActionPartyAssigned: parties,
  ActionPartyReleased: parties,
  ActionTimescaleRevised: moved,
  ActionDateRequested: requested,
  ActionDateRequestRefused: requestRefused,
  ActionReadingConfirmed: confirmed,
  ActionForecast: forecast,
  ActionReviewDateSet: ({ after }) => {
    const on = textAt(after('reviewOn'));
    return { what: on ? `To be looked at again on ${day(on)}` : 'No day any more on which to look again' };
  },
  ActionStarted: nothingMore,
  ActionProgressReported: ({ after }) => {
    const percent = textAt(after('progress'), 'percent');
    return {
      what: `Progress reported${percent ? `: ${percent}%` : ''}`,
      quote: textAt(after('progress'), 'narrative'),
    };
  },
  ActionRated: (told) => ({ changes: change('rating', told), quote: textAt(told.after('rating'), 'narrative') }),
  ActionBlocked: quoteOf('block'),
  ActionUnblocked: nothingMore,
  ActionDeferred: ({ after }) => {
    const until = textAt(after('deferral'), 'until');
    return { say: until ? `until ${day(until)}` : null, quote: textAt(after('deferral'), 'narrative') };
  },
  ActionResumed: nothingMore,
  ActionCompleted: quoteOf('completion'),
  ActionCompletionDeclined: quoteOf('declined'),
  ActionVerified: quoteOf('verification', 'evidence'),
  ActionWithdrawn: ({ after }) => ({
    say: textAt(after('withdrawal'), 'kind')?.replaceAll('-', ' ') ?? null,
    quote: textAt(after('withdrawal'), 'narrative'),
  }),
  ActionReopened: ({ after }) => {
    const now = textAt(after('status'));
    return { say: now ? `Its state is again: ${status(now).toLowerCase()}.` : null };
  },
  ActionSplit: refsOf('splitInto'),
  ActionMerged: refsOf('mergedInto'),
  ActionDependencyAdded: refsOf('dependsOn'),
  ActionDependencyRemoved: refsOf('dependsOn'),
  ActionEscalated: (told) => ({
    what: toParty('Asked of', told, textAt(told.after('escalation'), 'to')),
    quote: textAt(told.after('escalation'), 'ask'),
  }),
  ActionEscalationAnswered: ({ after }) => ({
    what: textAt(after('escalation'), 'answer') === 'returned' ? 'Answered: sent back' : 'Answered: accepted',
    quote: textAt(after('escalation'), 'narrative'),
  }),
  ActionEvidenceAttached: ({ after }) => ({ quote: textAt(after('evidence'), 'title') }),
  ActionNoteAdded: ({ after }) => ({ quote: textAt(after('note'), 'text') }),
  MilestoneSet: withTimescale,
  MilestoneDateRevised: moved,
  MilestoneDateRequested: requested,
  MilestoneDateRequestRefused: requestRefused,
  MilestoneReadingConfirmed: confirmed,
  MilestoneForecast: forecast,
  MilestoneMet: ({ after }) => {
    const [on, evidence] = [textAt(after('metOn')), textAt(after('evidence'))];
    return {
      what: on ? `Met on ${day(on)}` : 'Met',
      quote: evidence ?? textAt(after('narrative')),
      quoteIs: evidence ? 'evidence' : null,
    };
  },
  MilestoneMissed: ({ after }) => ({ quote: textAt(after('narrative')) }),
};
