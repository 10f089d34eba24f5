import { finderOf, pattern } from './patterns.js';
import type { Reckoning } from './reckoning.js';
import type { TextToken } from './tokens.js';

function phrase<Kind extends string>(kind: Kind, ...forms: string[]) {
  return { kind, forms: forms.map(pattern) };
}

const MOVED =
  'revised|extended|delayed|moved|deferred|postponed|rescheduled|slipped|changed|put|pushed|brought|carried';

const RULES = [
  phrase(
    'no-date',
    ...['tbc|tba|tbd', 'to be confirmed|agreed|determined|decided|announced|advised', 'n / a', 'none|unknown'],
    ...['not known|stated|applicable', '?', 'asap', 'as soon as possible', 'immediate|immediately|urgent|urgently'],
  ),
  phrase('time', 'close of business|play', 'end of play', 'end of the? day', 'cob|cop|eod|noon|midday|midnight'),
  phrase('carried-on', 'and|then continue|continuing over|into|through|throughout|in|during the? next|following year'),
  phrase('label', 'due to', 'owing to', 'because of?'),
  phrase(
    'label',
    'phase|stage|wave|tranche|step|option|part|tier|level|band|section|item|action|recommendation NUMBER',
    'milestone|workstream|version|paper|objective|priority|appendix|annex|minute|theme NUMBER',
    'v|ver|no|ref|rev NUMBER',
  ),
  phrase(
    'status',
    ...['not yet due|started|complete|begun', 'on hold', 'in hand', 'no longer required|needed|relevant', 'overdue'],
    'to? be? completed|complete|confirmed|delivered|done|achieved|closed|finished|submitted|agreed|approved|started|underway',
    ...['not started', 'in place|progress', 'superseded|paused|suspended'],
  ),
  phrase('filler', 'or earlier|sooner', 'next due|one|update|report|review'),
  phrase('unreadable', 'set|raised|logged|recorded|added on'),
  phrase(
    'ongoing',
    ...['from now on', 'as|when|if and? when|where? required|needed|necessary|appropriate', 'as and when', 'ad hoc'],
    ...[
      'ongoing? until further notice',
      'rolling programme|basis?',
      'throughout the? academic|school|financial|calendar? year',
      'all year round?',
      'at all times',
      'business as usual',
      'bau',
      'on request|demand',
    ],
    ...['daily', 'every|each day', 'permanent|permanently|always|indefinite|indefinitely'],
  ),
  phrase('moved-to', `${MOVED} to|until|till|into`, `${MOVED} back|out|forward to|until|till|into`),
  phrase('moved', `${MOVED} from|by`, `${MOVED} back|out|forward`, 'slipped|postponed|rescheduled|delayed|deferred'),
  phrase('moved', 'was|were|originally|previously|formerly|instead|rather'),
  phrase('by', 'between? now|today and|to|until|till|-', 'from now until|till|to'),
  phrase('onwards', 'at the? earliest'),
  phrase('from', 'earliest'),
  phrase('by', 'by the? latest', 'latest? by', 'due by', 'no|not later than', 'on or before', 'in time for'),
  phrase(
    'from',
    'to begin|start|commence in|on|from?',
    'begins|starts|commences|commence|begin in|on|from?',
    'start date? :',
  ),
  phrase('at-latest', 'at the? latest', 'latest'),
  phrase('end', 'finish|finishes|ending in|on|by?', 'last day of', 'year - end', 'year? ends?|end -? of?', 'close of'),
  phrase('start', 'start|beginning -? of', 'first day? of'),
  phrase('early', 'early -? in?'),
  phrase('middle', 'mid|middle -? of|in?'),
  phrase('late', 'late -? in?'),
  phrase(
    'from',
    'from',
    'since',
    'starting|commencing|start|beginning from|in|on?',
    'not|no before|earlier than?',
    'as from|of',
    'effective from?',
  ),
  phrase('before', 'before', 'pre -?', 'prior to', 'ahead|advance of', 'in advance of'),
  phrase('after', 'after', 'following', 'post -?'),
  phrase('until', 'until|till', 'up to', 'ongoing|continuing to|until|till', 'ongoing|continuing through to'),
  phrase('condition', 'dependent|dependant|depending|depends|contingent|conditional on|upon', 'subject to'),
  phrase('condition', 'pending|awaiting|once|when|upon|if', 'on approval|completion|receipt of?'),
  phrase('estimate', '~|estimate|estimated|est|approximately|approx|circa|c|about|around|roughly'),
  phrase('estimate', 'expected|anticipated|provisional|provisionally|indicative|hopefully|planned|projected|forecast'),
  phrase('estimate', 'aim|aims|aiming|hope|hoping|intend|intended|likely|probably|proposed|tentative|tentatively'),
  phrase('perhaps', 'potentially|possibly|maybe|perhaps', 'later'),
  phrase('thereafter', 'and? thereafter|subsequently', 'and then', 'then', 'after that', 'from then on?'),
  phrase('each', 'each|every'),
  phrase('and-ongoing', 'and|then|& ongoing|continuing|continuous'),
  phrase('ongoing', 'ongoing|continuing|continuous|continuously', 'on - going'),
  phrase('onwards', 'and? onwards|onward', 'and beyond'),
  phrase('contract', 'contract'),
  phrase('filler', 'to be'),
  phrase('dash', '-', 'to', 'through'),
  phrase('slash', '/'),
  phrase('and', 'and|&|or|,|+'),
  phrase('filler', 'financial|calendar year'),
  phrase(
    'filler',
    'the|of|in|during|throughout|within|on|at|for|a|financial|fy|due|date|their|our|its|deadline|target|between|.|:|;|(|)|[|]|"|•|·',
  ),
  phrase('weekday', 'this|next|coming|following WEEKDAY', 'WEEKDAY'),
  phrase('unreadable', 'not|no|never|nor|except|excluding|without|unless|cancelled|stopped'),
  phrase(
    'unreadable',
    'year|years|quarter|quarters|half|month|months|week|weeks|day|days|weekend|fortnight|fortnightly|hours',
  ),
  phrase('unreadable', 'biannual|biannually|biennial|biennially|bimonthly|biweekly|bi|twice|other|alternate'),
  phrase('unreadable', 'whitsun|term|holiday|holidays|next|last|previous|this|w|wc|few|couple|several|some'),
] as const;

const find = finderOf<(typeof RULES)[number]>(RULES);

export type PhraseKind = (typeof RULES)[number]['kind'];

export interface Phrase {
  readonly kind: PhraseKind;
  readonly values: readonly number[];
  readonly next: number;
}

export function phraseAt(tokens: readonly TextToken[], at: number, by: Reckoning): Phrase | undefined {
  const fit = find(tokens, at, by);
  return fit && { kind: fit.rule.kind, values: fit.match.values, next: fit.match.next };
}
