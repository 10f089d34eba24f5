import { lint } from '../lint/lint.js';
import type { ActionItem, TimescaleField } from '../model/items.js';
import type { UnderstandOptions, Understood } from '../model/understood.js';
import { readDocument } from '../reading/read-document.js';
import { understand } from '../understanding/understand.js';

export const TODAY = '2026-11-30';

export async function understoodText(
  text: string,
  name: string,
  options: Partial<UnderstandOptions> = {},
): Promise<Understood> {
  return understand(await readDocument(Buffer.from(text), name), { today: TODAY, ...options });
}

export async function lintText(text: string, name: string, options: Partial<UnderstandOptions> = {}) {
  const document = await readDocument(Buffer.from(text), name);
  return lint(document, understand(document, { today: TODAY, ...options }));
}

export const actionsIn = ({ items }: Understood): readonly ActionItem[] =>
  items.filter((item): item is ActionItem => item.kind === 'action' || item.kind === 'milestone');

/** `31 May 2019 (2019-05-31)` */
export const saidOf = ({ value, reading }: TimescaleField): string =>
  `${value} (${reading.latest ?? reading.earliest ?? '-'})`;

export const promisesOf = ({ promises }: ActionItem): readonly string[] => promises.map(saidOf);

export const outcomesOf = ({ accounts }: Understood): readonly string[] => accounts.map(({ outcome }) => outcome);
