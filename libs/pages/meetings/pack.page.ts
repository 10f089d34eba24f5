import { type AnswerTo, routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { addressOf } from '../forms/form.js';
import { pathOf } from '../frame/address.js';
import { definePage } from '../frame/page.js';
import { capital, count, day, period, periodsDue, plural, when } from '../words/dates.js';
import { fullNameOf, type Names, nameOf } from '../words/names.js';
import { stagesOf } from './stages.js';

type Readiness = AnswerTo<typeof routes.readiness>;

/** Is the pack ready? */
export const pack = definePage({
  path: 'meetings/:ref/pack',
  template: 'pack',
  section: 'meetings',
  roles: READS,
  async make(context) {
    const { ask, path, names, href, offered } = context;
    const found = await ask(routes.readiness, {}, { ref: path.ref ?? '' });
    const { meeting: reference, group, issuedAt } = found;
    const proof = issuedAt ? await ask(routes.pack, {}, { ref: reference }) : null;
    const name = `${found.title ?? nameOf(names, group)}, ${day(found.startsAt)}`;
    const verbs = issuedAt ? [] : await offered('meeting', reference);
    const mayIssue = verbs.some(({ verb, refused }) => verb === 'issue-pack' && refused === null);
    return {
      title: `${name}: the pack`,
      heading: name,
      board: group,
      crumbs: [
        { text: 'Meetings', href: href('/meetings') },
        { text: name, href: href(`/meetings/${reference}`) },
      ],
      stages: stagesOf(context, { reference, status: found.status }, 'pack'),
      issued: issuedAt && {
        at: when(issuedAt),
        number: proof?.number ?? null,
        proved: proof?.proved ?? false,
        report: `/groups/${group}/report?meeting=${reference}`,
      },
      issue: mayIssue ? addressOf({ kind: 'meeting', verb: 'issue-pack' }, reference) : null,
      isComing: found.status === 'scheduled',
      preview: issuedAt ? null : href(`/groups/${group}/report`),
      lacks: issuedAt ? 'What it lacked when it was issued' : 'What it will lack',
      summary: summaryOf(found),
      since: sinceWords(found, names),
      leads: leadsOf(found, names),
      withoutLead:
        found.withoutLead > 0
          ? `${count(found.withoutLead, 'open action')} ${plural(found.withoutLead, 'has', 'have')} no lead named, so nobody can be reminded.`
          : null,
      figures: figuresOf(found, names),
      reviews: {
        total: found.reviews.total,
        items: found.reviews.items.map(({ kind, reference: ref, title, owner, on, daysPast }) => ({
          kind,
          reference: ref,
          title,
          on: day(on),
          late: daysPast > 0 ? `${count(daysPast, 'day')} ago` : null,
          lead: owner ? fullNameOf(names, owner) : 'No lead named',
          ...(owner ? remind(ref) : { remind: href(pathOf(kind, ref)), remindText: 'The item itself' }),
        })),
      },
      requests: requestsOf(found, names),
      until: day(found.until),
    };
  },
});

/** What a lead opens: it asks who is there, and shows what is theirs. */
const remind = (reference?: string) => ({
  remind: reference ? `/mine#${reference}` : '/mine',
  remindText: 'Their items',
});

function summaryOf({ leads, figures, reviews, requests, issuedAt }: Readiness): string {
  const parts = [
    leads.total > 0 && count(leads.total, 'lead to be heard', 'leads to be heard'),
    figures.total > 0 && count(figures.total, 'figure due', 'figures due'),
    reviews.total > 0 && count(reviews.total, 'review due', 'reviews due'),
    requests.total > 0 &&
      count(requests.total, 'date asked for, without an answer', 'dates asked for, without an answer'),
  ].filter((part) => part !== false);
  if (parts.length === 0) return issuedAt ? 'The pack lacked nothing.' : 'The pack lacks nothing.';
  return `${parts.join(' · ')}.`;
}

function sinceWords({ since, group }: Readiness, names: Names): string {
  return since
    ? `since the pack for the ${nameOf(names, since.meeting)}, issued ${day(since.issuedAt)}`
    : `at all: the ${nameOf(names, group)} was shown no pack before`;
}

function leadsOf({ leads, group }: Readiness, names: Names) {
  return {
    total: leads.total,
    items: leads.items.map(({ reference, open, unheard }) => ({
      reference,
      name: fullNameOf(names, reference),
      of: unheardOf(unheard, open),
      actions: `/actions?${new URLSearchParams({ group, owner: reference })}`,
      ...remind(),
    })),
  };
}

function unheardOf(unheard: number, open: number): string {
  if (unheard < open) return `${unheard} of its ${open} open actions`;
  return open === 1 ? 'its one open action' : open === 2 ? 'both its open actions' : `all its ${open} open actions`;
}

function figuresOf({ figures }: Readiness, names: Names) {
  return {
    total: figures.total,
    items: figures.items.map(({ reference, title, programme, period: due, missing, last }) => ({
      kind: 'target',
      reference,
      title,
      programme: nameOf(names, programme),
      due: capital(periodsDue(due, missing)),
      last: last ? period(last) : 'No figure yet',
      remind: `/measurements?${new URLSearchParams({ ...(due && { period: due }), programme })}`,
      remindText: due ? `The sheet of ${period(due)}` : 'The sheet of figures',
    })),
  };
}

function requestsOf({ requests }: Readiness, names: Names) {
  return {
    total: requests.total,
    items: requests.items.flatMap(({ kind, reference, title, asked }) => {
      if (!('request' in asked)) return [];
      const { request, by, from, to, days, reason, number } = asked;
      const distance =
        days === null || days === 0 ? '' : `, ${count(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'earlier'}`;
      return [
        {
          kind,
          reference,
          title,
          by: nameOf(names, by),
          from: from ? day(from) : 'no day',
          to: `“${request}”${to ? `, by ${day(to)}` : ''}${distance}`,
          reason,
          number,
        },
      ];
    }),
  };
}
