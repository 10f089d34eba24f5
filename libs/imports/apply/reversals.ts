import type { Kind, Timescale } from '#domain/index.js';
import { NOT_STATED } from '#domain/index.js';

export interface Before {
  readonly kind: Kind;
  readonly id: string;
  /** Undefined for what the import created. */
  readonly before: unknown;
  readonly now: unknown;
}

export interface Reversal {
  readonly verb: string;
  readonly body: object;
}

const END: Readonly<Partial<Record<Kind, string>>> = {
  programme: 'close',
  party: 'retire',
  action: 'withdraw',
  milestone: 'withdraw',
  target: 'withdraw',
  decision: 'revoke',
};
const ENDED = ['withdrawn', 'revoked'];

interface State {
  readonly status?: string;
  readonly title?: string;
  readonly description?: string;
  readonly parties?: readonly { readonly party: string; readonly part: string }[];
  readonly original?: Timescale;
  readonly revised?: Timescale;
  readonly trajectory?: readonly object[];
}

/** The commands that bring an item back to where it stood; reports, notes and figures stay on record. */
export function reversalsOf({ kind, before, now }: Before, reason: string): Reversal[] {
  const [was, is] = [before as State | undefined, now as State];
  if (!was) {
    const verb = END[kind];
    return verb === undefined || ENDED.includes(is.status ?? '') ? [] : [{ verb, body: { reason } }];
  }
  if (kind === 'action') return [...statusBack(was, is, reason), ...fieldsBack(was, is, reason)];
  if (kind === 'milestone') return dateBack(was, is, reason, 'revise-date', 'due');
  if (kind === 'target' && was.trajectory && JSON.stringify(was.trajectory) !== JSON.stringify(is.trajectory)) {
    return was.trajectory.length > 0 ? [{ verb: 'set-trajectory', body: { trajectory: was.trajectory, reason } }] : [];
  }
  return [];
}

function statusBack(was: State, is: State, reason: string): Reversal[] {
  if (was.status === is.status) return [];
  switch (is.status) {
    case 'complete':
      return [{ verb: 'decline-completion', body: { reason } }];
    case 'withdrawn':
      return [{ verb: 'reopen', body: { reason } }];
    case 'blocked':
      return [{ verb: 'unblock', body: { reason } }];
    case 'deferred':
      return [{ verb: 'resume', body: { reason } }];
    default:
      return [];
  }
}

function fieldsBack(was: State, is: State, reason: string): Reversal[] {
  const leadOf = ({ parties }: State) => parties?.find(({ part }) => part === 'lead')?.party;
  const described = was.title !== is.title || (was.description !== undefined && was.description !== is.description);
  const [lead, leadNow] = [leadOf(was), leadOf(is)];
  return [
    ...(described
      ? [
          {
            verb: 'describe',
            body: { title: was.title, ...(was.description && { description: was.description }), reason },
          },
        ]
      : []),
    ...(lead !== leadNow
      ? [
          lead === undefined
            ? { verb: 'release-party', body: { party: leadNow, part: 'lead', reason } }
            : { verb: 'assign-owner', body: { owner: lead, reason } },
        ]
      : []),
    ...dateBack(was, is, reason, 'revise-timescale', 'timescale'),
  ];
}

function dateBack(was: State, is: State, reason: string, verb: string, field: string): Reversal[] {
  const [agreed, now] = [was.revised ?? was.original, is.revised ?? is.original];
  if (!agreed || agreed.text === now?.text) return [];
  const { documentDate, documentDateKnown } = agreed.context;
  const readAs = { documentDate: documentDateKnown === false ? NOT_STATED : documentDate };
  return [{ verb, body: { [field]: agreed.text, readAs, authority: 'unknown', reason } }];
}
