import type { ReadStatus } from '../model/items.js';

const WORDS: readonly (readonly [ReadStatus, RegExp])[] = [
  [
    'planned',
    /^(?:not (?:yet )?(?:started|due|begun|commenced)|to be started|planned|scheduled|pending|yet to start|open|outstanding|to do|todo|offen|à faire|not complete[d]?|incomplete|future|new)\b/,
  ],
  [
    'complete',
    /^(?:fully )?(?:completed?|done|closed|confirmed|delivered|achieved|implemented|finished|discharged|met|actioned|resolved|action (?:closed|completed?)|yes|y$|concluded|terminée?|erledigt|100 ?%)(?![a-z])/,
  ],
  [
    'in-progress',
    /^(?:in ?-?progress|in hand|in train|en cours|in (?:arbeit|bearbeitung)|on ?-?going|on ?-?track|on target|slipp(?:ed|ing)|under ?-?way|started|partially (?:complete[d]?|met|achieved|implemented|delivered|done)|partly|part[ -]complete[d]?|behind (?:plan|schedule)|delayed|work(?:ing)? (?:in progress|under ?way)|wip|commenced|progressing|active|carried forward|c\/f|on schedule|live|(?:in|under) (?:review|development|testing|consultation)|doing)\b/,
  ],
  ['deferred', /^(?:deferred|on ?-?hold|paused|postponed|suspended|parked)\b/],
  ['blocked', /^(?:blocked|stalled|stuck)\b/],
  [
    'withdrawn',
    /^(?:withdrawn|cancelled|canceled|no longer (?:required|needed|applicable)|superseded|abandoned|dropped|merged|transferred|removed)\b/,
  ],
];

/** The status that a text begins with; undefined where it tells none. */
export function statusIn(text: string): ReadStatus | undefined {
  if (/^[✓✔☑√]\s*$/.test(text.trim())) return 'complete';
  const said = text
    .toLowerCase()
    .replace(/^[\s*"'“‘(•✓✔-]+/, '')
    .replace(/^overdue\s*[-–—:;,.(]+\s*/, '')
    .trim();
  if (/^complete[d]? (?:by|in|end|q[1-4]|on\b.*20)/.test(said) && !/^completed? on /.test(said)) return undefined;
  return WORDS.find(([, pattern]) => pattern.test(said))?.[0];
}

/** A text that is a status and nothing else. */
export function isOnlyStatus(text: string): boolean {
  return statusIn(text) !== undefined && text.trim().split(/\s+/).length <= 4;
}
