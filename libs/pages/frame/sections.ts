import type { LedgerFrame } from './frame.js';
import { addressAt, type PageMoment } from './moment.js';
import type { Section, SignedIn } from './page.js';

interface NavigationItem {
  readonly text: string;
  readonly href: string;
  readonly current: boolean;
}

/** The navigation; pages of a board open for the board of the page, of the token, or of the newest pack. */
export function sectionsOf(
  { packs }: LedgerFrame,
  { groups }: SignedIn,
  moment: PageMoment,
  current: Section | undefined,
  board: string | undefined,
): readonly NavigationItem[] {
  const group = board ?? groups[0] ?? packs[0]?.group;
  const ofBoard = (page: string) => (group ? `/groups/${group}/${page}` : '/groups');
  const items: readonly (readonly [Section, string, string])[] = [
    ['plan', 'Plan', '/'],
    ['since', 'Since we last met', ofBoard('since')],
    ['report', 'Board report', ofBoard('report')],
    ['meetings', 'Meetings', '/meetings'],
    ['decisions', 'Decisions', '/decisions'],
    ['attention', 'Look closer', group ? `/attention?group=${group}` : '/attention'],
    ['mine', 'My items', '/mine'],
    ['audit', 'Audit trail', '/audit'],
  ];
  return items.map(([section, text, path]) => ({ text, href: addressAt(moment, path), current: section === current }));
}
