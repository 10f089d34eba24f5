/** Where what a reference names has its page. Every reference is an address, `/SMI-A02`, which redirects here. */
const PATHS: Readonly<Record<string, string>> = {
  action: '/actions',
  milestone: '/milestones',
  target: '/targets',
  decision: '/decisions',
  programme: '/programmes',
  group: '/groups',
  meeting: '/meetings',
  party: '/parties',
};

export function pathOf(kind: string, reference: string): string {
  const folder = PATHS[kind];
  return folder ? `${folder}/${encodeURIComponent(reference)}` : `/${encodeURIComponent(reference)}`;
}

/** Whether items of a kind have a page: tokens, webhooks and the ledger have none. */
export const hasPage = (kind: string): boolean => kind === 'party' || PATHS[kind] !== undefined;
