export interface Clauses {
  readonly now: string;
  readonly earlier: readonly string[];
}

const CHANGED =
  '(?:revised|changed|moved|slipped|delayed|extended|deferred|postponed|rescheduled|amended|updated|reprofiled|brought|put|pushed|carried)';
const ONWARDS = '(?:back|out|forward|on|over)';
const WAS =
  '(?:was|were|previously|formerly|prev|originally|orig|original|old|replac(?:es|ed|ing)|supersed(?:es|ed|ing)|instead of|rather than)(?: (?:due|target|planned|agreed))?(?: (?:date|target|deadline|timescale))?';
const NEW =
  '(?:new|revised|extended|amended|updated|latest|current)(?: (?:due|target|planned|agreed))?(?: (?:date|target|deadline|timescale))?';
const HELPERS = '(?:(?:but|then|since|has|have|is|was|been|date|deadline|later|subsequently|now|and|it)\\s+)*';
const GAP = '[\\s,;:.([/|-]+';
const SHUT = '\\s*[)\\]]?\\.?$';

const ARROW = /\s*(?:→|⇒|➔|➜|➡|⟶|=>|-+>|>>)\s*/;
const STRUCK = /~~(.*?)~~/g;

/** Patterns by which one date replaces another; the first match whose dates can be read wins. */
const SLIPS: readonly RegExp[] = [
  `^(?:date )?${CHANGED}(?: ${ONWARDS})? from:? (?<earlier>.+?) (?:to|until) (?<now>.+?)${SHUT}`,
  `^(?<now>.+?)${GAP}${HELPERS}${CHANGED}(?: ${ONWARDS})? from:? (?<earlier>.+?)${SHUT}`,
  `^${WAS}\\s*:? (?<earlier>.+?)${GAP}${HELPERS}(?:${CHANGED}(?: ${ONWARDS})? (?:to|until|till)|now|${NEW})\\s*:? (?<now>.+?)${SHUT}`,
  `^(?<earlier>.+?)${GAP}${HELPERS}${CHANGED}(?: ${ONWARDS})? (?:to|until|till|into):? (?<now>.+?)${SHUT}`,
  `^(?<earlier>.+?)${GAP}${HELPERS}(?<=[\\s,;:.([/|-])${NEW}\\s*:? (?<now>.+?)${SHUT}`,
  `^(?<earlier>.+?)${GAP}(?:but |is )*now\\s*:? (?<now>.+?)${SHUT}`,
  `^(?<now>.+?)${GAP}${HELPERS}${WAS}\\s*:? (?<earlier>.+?)${SHUT}`,
].map((form) => new RegExp(form, 'iu'));

export function* slipsOf(text: string): Generator<Clauses> {
  const struck = [...text.matchAll(STRUCK)].map(([, words = '']) => words.trim());
  if (struck.length > 0) {
    yield { now: text.replace(STRUCK, ' ').trim(), earlier: struck.filter((words) => words !== '') };
    return;
  }
  const steps = text.split(ARROW);
  if (steps.length > 1 && steps.every((step) => step !== '')) {
    yield { now: steps.at(-1) as string, earlier: steps.slice(0, -1) };
  }
  for (const form of SLIPS) {
    const found = form.exec(text)?.groups;
    if (found?.now && found.earlier) yield { now: found.now, earlier: [found.earlier] };
  }
}

const TARGET = '(?:target|agreed|planned|plan|baseline|due|deadline|promised|committed)(?: date| completion)?';
const FORECAST =
  '(?:(?:current |latest |revised )?(?:forecast|projected|projection|predicted|outlook|expected|anticipated|likely))(?: date| completion)?';
const ACTUAL = '(?:actual|achieved|completed|done)(?: date| completion)?';

export interface Beside {
  readonly now: string;
  readonly forecast?: string | undefined;
  readonly actual?: string | undefined;
}

const BESIDE: readonly RegExp[] = [
  `^${TARGET}\\s*[:=-]? (?<now>.+?)${GAP}(?:but |now )*${FORECAST}\\s*[:=-]? (?<forecast>.+?)${SHUT}`,
  `^${FORECAST}\\s*[:=-]? (?<forecast>.+?)${GAP}${TARGET}\\s*[:=-]? (?<now>.+?)${SHUT}`,
  `^(?<now>.+?)${GAP}(?:but |now )*(?:current |latest |revised )?(?:forecast|projected|outlook)(?: date| completion)?\\s*[:=-]? (?<forecast>.+?)${SHUT}`,
  `^${TARGET}\\s*[:=-]? (?<now>.+?)${GAP}${ACTUAL}\\s*[:=-]? (?<actual>.+?)${SHUT}`,
].map((form) => new RegExp(form, 'iu'));

export function* besideOf(text: string): Generator<Beside> {
  for (const form of BESIDE) {
    const found = form.exec(text)?.groups;
    if (found?.now) yield { now: found.now, forecast: found.forecast, actual: found.actual };
  }
}

const REVIEWED =
  '(?:reviews?|reviewed|reviewing|reports?|reported|reporting|updates?|updated|evaluat(?:ed|ion)|refreshed|revisited?|checked|audit(?:ed)?|progress)';
const REVIEW = new RegExp(
  `^(?<going>(?:.*\\b)?(?:on-?going|continuous|continuing|in place|permanent|in progress|under ?way)\\b[^;,:([-]*?)[\\s,;:.([-]+(?:(?:and|with|to|be|for|next|then|due|first|a|an|the|is|are|will|progress|formal|interim)\\s+)*${REVIEWED}\\s*(?:(?:date|due|on|in|by|at|to|for|of|from|again|board|and)\\s*)*[:-]?\\s*(?<when>.+?)${SHUT}`,
  'iu',
);

export function reviewOf(text: string): { readonly going: string; readonly when: string } | undefined {
  const found = REVIEW.exec(text)?.groups;
  return found?.going && found.when ? { going: found.going, when: found.when } : undefined;
}

const LABELLED: readonly RegExp[] = [
  // A creation date says nothing about the due date.
  /^(?<label>(?:set|raised|added|logged|opened|recorded|noted|agreed|actioned|issued|dated|date (?:set|raised))\s*(?:on|in|at|:)?\s+(?<dated>.+?))[,;]?\s+(?:for|due(?: by| on| date)?|to be (?:done|completed|delivered)(?: by)?|target(?: date)?|deadline)\s*:? (?<now>.+)$/iu,
  /^(?<label>(?:year|yr|phase|stage|wave|tranche|month|day|milestone|step|sprint|week|wk)\s*\d+)\s*[:,·•([-]+\s*(?<now>.+?)\s*[)\]]?$/iu,
  /^(?<label>(?:short|medium|long|immediate)(?:er)?[ -]term)\s*[:,([-]+\s*(?<now>.+?)\s*[)\]]?$/iu,
];

/** Skips a label: "Set on 2021-01 for 2022-01", "Year 2 (2019/20)". */
export function* labelledOf(text: string): Generator<{ label: string; now: string; dated?: string | undefined }> {
  for (const form of LABELLED) {
    const found = form.exec(text)?.groups;
    if (found?.now && found.label) yield { label: found.label, now: found.now, dated: found.dated };
  }
}
