import type { Difference, KnownAnswer, KnownItem, WhatWasKnown } from '#reports/index.js';
import { wrapParts } from '../text/format-event.js';
import { indented, inOneLine, wordsOf } from '../text/render.js';
import { minuteOf, momentOf } from '../text/times.js';
import { disambiguate, shortValue as shownValue } from '../text/values.js';

/** Never mixes the three answers: shown in the pack, held by the ledger, known in hindsight. */
export function knownLines({ shown, held, hindsight, differences }: WhatWasKnown, meeting: string | null): string[] {
  return [
    'What was known: three answers',
    ...indented([
      ...answered(
        '1. What the pack showed',
        shown,
        meeting === null ? 'no meeting is stated' : `${meeting} had no pack`,
        packLines,
      ),
      ...answered('2. What the ledger held when it was recorded', held, '', ({ note }) =>
        note ? [inOneLine(note)] : [],
      ),
      ...answered('3. What was true at its date, with hindsight', hindsight, 'no time at which it was taken is stated'),
      ...differenceLines(differences, shown !== null, hindsight !== null),
    ]),
  ];
}

function answered<A extends KnownAnswer>(
  title: string,
  answer: A | null,
  without: string,
  more: (answer: A) => string[] = () => [],
): string[] {
  if (answer === null) return [`${title}: nothing; ${without}`];
  const { asOf, effectiveAt, affected } = answer;
  const about = effectiveAt === null ? '' : `, about ${momentOf(effectiveAt)}`;
  return [
    `${title}: known at position ${asOf.position}, event ${asOf.number}${about}`,
    ...indented([...more(answer), ...(affected.length === 0 ? ['it affects nothing'] : affected.flatMap(stoodLines))]),
  ];
}

function packLines({ meeting, issuedAt, proved, hash, listed }: NonNullable<WhatWasKnown['shown']>): string[] {
  const proof = proved
    ? 'generated again, it has the hash of the pack'
    : 'generated again, it has another hash than the pack, so this may not be what was shown';
  const lists = listed.map(({ figure, references }) => `${figure}: ${references.join(', ')}`);
  return [
    `pack of ${meeting}, issued ${minuteOf(issuedAt)}; ${proof} (${hash.slice(0, 12)}…)`,
    `in its lists: ${lists.join('; ') || 'nothing that the decision affects'}`,
  ];
}

function stoodLines({ reference, as, facts }: KnownItem): string[] {
  const formatted = facts
    .map(({ field, value }) => [field, shownValue(value)] as const)
    .filter(([, value]) => value !== '-');
  const title = formatted.find(([field]) => field === 'title')?.[1];
  const parts = formatted.filter(([field]) => field !== 'title').map(([field, value]) => `${wordsOf(field)}: ${value}`);
  if (formatted.length === 0) return [`${reference}  (${as}) not on the ledger`];
  return [`${reference}  ${title ?? ''}  (${as})`, ...indented(wrapParts(parts, '; '))];
}

function differenceLines(differences: readonly Difference[], hasPack: boolean, hasHindsight: boolean): string[] {
  if (!hasPack && !hasHindsight) return ['There is nothing to compare the ledger with.'];
  if (differences.length === 0) return ['These answers do not differ.'];
  return [
    'They differ in',
    ...indented(
      differences.flatMap(({ reference, field, shown, held, hindsight }) => {
        const answers: [string, unknown][] = [
          ...(hasPack ? [['pack', shown] as [string, unknown]] : []),
          ['ledger', held],
          ...(hasHindsight ? [['hindsight', hindsight] as [string, unknown]] : []),
        ];
        const values = disambiguate(answers.map(([, value]) => value));
        return [
          `${reference}, ${wordsOf(field)}`,
          ...indented(answers.map(([name], index) => `${name}: ${values[index]}`)),
        ];
      }),
    ),
  ];
}
