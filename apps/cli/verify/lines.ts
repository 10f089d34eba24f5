import type { Verification } from '#tree/index.js';

const TITLES = {
  proven: 'Proven: the events are those that were signed.',
  refuted: 'Refuted: the events are not those that were signed.',
  'cannot-tell': 'Cannot tell whether the events are those that were signed.',
};

/** What was found, and what was not looked at, for people. */
export function linesOf(verdict: Verification): string {
  const { outcome, ledger, events, signed, root, checkpoints, signedBy, derivedSaltsUpTo } = verdict;
  return [
    TITLES[outcome],
    ...verdict.refuted.map((why) => `  ${why}`),
    ...verdict.unknown.map((why) => `  ${why}`),
    `Ledger: ${ledger ?? 'not known'}. Events read: ${events}; under the newest checkpoint: ${signed}.`,
    ...(root === null ? [] : [`Checkpoints: ${checkpoints}. Root of the newest: ${root}`]),
    ...signedBy.map((key) => `Signed by: ${key}`),
    ...(derivedSaltsUpTo === null
      ? []
      : [`Events up to ${derivedSaltsUpTo} have salts that follow from their ids: whoever has a hash can try texts.`]),
    ...(verdict.notChecked.length === 0 ? [] : [`Not checked: ${verdict.notChecked.join('; ')}.`]),
  ].join('\n');
}
