import type { Verification } from '#tree/index.js';

const TITLES = {
  proven: 'Proven: the events are those that were signed.',
  refuted: 'Refuted: the events are not those that were signed.',
  'cannot-tell': 'Cannot tell whether the events are those that were signed.',
};

/** A pack is proven only together with its report. */
export const PACK_TITLES: typeof TITLES = {
  proven: 'Proven: the report is the one that was issued, and follows from the events that were signed.',
  refuted: 'Refuted: the pack is not what was issued.',
  'cannot-tell': 'Cannot tell whether the pack is what was issued.',
};

/** What was found, and what was not looked at, for people. */
export function linesOf(verdict: Verification, titles = TITLES): string {
  const { outcome, ledger, events, signed, root, checkpoints, signedBy, derivedSaltsUpTo } = verdict;
  return [
    titles[outcome],
    ...verdict.refuted.map((why) => `  ${why}`),
    ...verdict.unknown.map((why) => `  ${why}`),
    `Ledger: ${ledger ?? 'not known'}. Events read: ${events}; under the newest checkpoint: ${signed}.`,
    ...(root === null ? [] : [`Checkpoints: ${checkpoints}. Root of the newest: ${root}`]),
    ...signedBy.map((key) => `Signed by: ${key}`),
    ...verdict.keyChanges.map(
      ({ number, at, key, isHandedOver }) =>
        `The key changed with event ${number}, on ${at}, ${isHandedOver ? 'with' : 'without'} the old key’s signature: ${key}`,
    ),
    ...(derivedSaltsUpTo === null
      ? []
      : [`Events up to ${derivedSaltsUpTo} have salts that follow from their ids: whoever has a hash can try texts.`]),
    ...witnessLines(verdict),
    ...(verdict.notChecked.length === 0 ? [] : [`Not checked: ${verdict.notChecked.join('; ')}.`]),
  ].join('\n');
}

function witnessLines({ witnesses }: Verification): string[] {
  if (!witnesses) return [];
  const { quorum, upTo, seen } = witnesses;
  return [
    ...seen.map(({ name, size, at }) => `Witness ${name} saw the events up to ${size}, on ${at}`),
    upTo === 0
      ? `Enough witnesses (${quorum}) saw no checkpoint.`
      : `Enough witnesses (${quorum}) saw the events up to ${upTo}.`,
  ];
}
