import { ACTION_STATUSES as ACTION } from '#domain/action/state.js';
import { transitions as action } from '#domain/action/transitions.js';
import { commandAggregates } from '#domain/aggregates.js';
import { DECISION_STATUSES as DECISION } from '#domain/decision/state.js';
import { transitions as decision } from '#domain/decision/transitions.js';
import { STATUSES as GROUP, transitions as group } from '#domain/group/group.js';
import { IMPORT_STATUSES } from '#domain/import/events.js';
import { transitions as importing } from '#domain/import/import.js';
import type { Aggregate } from '#domain/kernel/decider.js';
import type { Transitions } from '#domain/kernel/transitions.js';
import { MEETING_STATUSES as MEETING, transitions as meeting } from '#domain/meeting/meeting.js';
import { MILESTONE_STATUSES as MILESTONE } from '#domain/milestone/state.js';
import { transitions as milestone } from '#domain/milestone/transitions.js';
import { STATUSES as PARTY, transitions as party } from '#domain/party/party.js';
import { STATUSES as PROGRAMME, transitions as programme } from '#domain/programme/programme.js';
import { TARGET_STATUSES as TARGET } from '#domain/target/state.js';
import { transitions as target } from '#domain/target/transitions.js';
import { WEBHOOK_STATUSES as WEBHOOK, transitions as webhook } from '#domain/webhook/transitions.js';
import { markdownTable } from './page.js';

/** The states of a kind, the first of them first, and what each verb does to them. */
export interface Life {
  readonly statuses: readonly string[];
  readonly transitions: Transitions<string>;
}

/** Every kind that has a life of its own. */
export const LIVES = {
  programme: { statuses: PROGRAMME, transitions: programme },
  group: { statuses: GROUP, transitions: group },
  party: { statuses: PARTY, transitions: party },
  meeting: { statuses: MEETING, transitions: meeting },
  action: { statuses: ACTION, transitions: action },
  milestone: { statuses: MILESTONE, transitions: milestone },
  target: { statuses: TARGET, transitions: target },
  decision: { statuses: DECISION, transitions: decision },
  webhook: { statuses: WEBHOOK, transitions: webhook },
  import: { statuses: IMPORT_STATUSES, transitions: importing },
} as const satisfies Partial<Record<keyof typeof commandAggregates, Life>>;

/** The lives of all kinds in Markdown, as docs/lifecycle.md shows them. */
export function lifecycleTables(): string {
  return Object.entries<Life>(LIVES)
    .map(([kind, life]) => section(commandAggregates[kind as keyof typeof LIVES], life))
    .join('\n\n');
}

function section({ plural, creation, verbs }: Aggregate, { statuses, transitions }: Life): string {
  const named = (some: readonly string[] = []) => (some.length === statuses.length ? 'any' : some.join(', '));
  const rows = Object.entries(transitions).map(([verb, { from, to }]) => [
    `\`${verb}\``,
    named(from),
    to?.join(', ') ?? '',
    verbs[verb]?.summary ?? '',
  ]);
  const create = ['`create`', '', statuses[0] ?? '', creation?.summary ?? ''];
  const heading = `## ${plural[0]?.toUpperCase()}${plural.slice(1)}\n\nStates: ${statuses.join(', ')}.`;
  return `${heading}\n\n${markdownTable(['Verb', 'From', 'To', 'What it does'], [create, ...rows])}`;
}
