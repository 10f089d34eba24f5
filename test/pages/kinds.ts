/** One address of every kind of page on the demonstration, and of every state that a page can be in. */
export const SIGNED_IN: readonly string[] = [
  '/',
  '/?group=MHB',
  '/groups',
  '/groups/MHB',
  '/groups/MHB/report',
  '/groups/MHB/since?from=MHB-MTG10&to=MHB-MTG11',
  '/programmes/SMI',
  '/actions',
  '/actions?programme=SMI&status=verified',
  '/actions/SMI-A02',
  '/actions/SMI-A03',
  '/milestones',
  '/milestones/SUI-M01',
  '/targets',
  '/targets/EIP-T01',
  '/targets/DEM-T01',
  '/decisions',
  '/decisions/SMI-D01',
  '/decisions/MHB-D04',
  '/meetings',
  '/meetings/MHB-MTG11',
  '/meetings/MHB-MTG11/pack',
  '/meetings/MHB-MTG11/minutes',
  '/attention',
  '/attention?group=MHB',
  '/dates',
  '/dates?group=MHB&restated=true',
  '/readings',
  '/calendar',
  '/audit',
  '/audit?reference=SMI-A02',
  '/events/550',
  '/search',
  '/search?q=%28',
  '/search?q=sustainable',
  '/search?q=nothing-of-this-name',
  '/reports/governance/items?figure=actions.overdue',
  '/words',
  '/accessibility',
  '/nothing-here',
  '/actions/SMI-A99',
  '/?known=whenever',
  '/?known=2018-01-08',
];

/** Pages that are of today alone, and forms that together have every way in which a field is typed. */
export const TODAY: readonly string[] = [
  '/admin',
  '/admin/people',
  '/admin/tokens',
  '/admin/webhooks',
  '/mine',
  '/measurements?period=2019-02',
  '/meetings/MHB-MTG12/room',
  '/actions/new',
  '/actions/IAPT-A09/revise-timescale',
  '/actions/IAPT-A09/correct',
  '/decisions/new',
  '/meetings/new',
  '/meetings/STP-MTG01/approve-minutes',
  '/targets/EIP-T01/correct-measurement',
  '/tokens/new',
  '/ledger/adopt-rating-scheme',
  // Refused by its state.
  '/actions/SMI-A06/revise-timescale',
];

/** Pages of documents that `bringIn` of imported.ts brought in: one that waits, one that is recorded. */
export const IMPORTED: readonly string[] = [
  '/import',
  '/import/IMP-01',
  '/import/IMP-01?show=create&from=20',
  '/import/IMP-01?show=findings',
  '/import/IMP-01/answer',
  '/import/IMP-01/columns',
  '/import/IMP-02',
  '/import/IMP-02/undo',
  '/import/IMP-99',
];

export const SIGNED_OUT: readonly string[] = ['/sign-in', '/accessibility'];

/** The moments that every page must be able to show. */
export const MOMENTS: Readonly<Record<string, string>> = {
  today: '',
  'what a meeting was shown': 'meeting=MHB-MTG10',
  'as known on a day': 'known=2019-01-08',
  'as it truly was on a day': 'true=2018-12-31',
  'after an event': 'event=522',
};

export const at = (address: string, moment: string): string =>
  moment === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${moment}`;
