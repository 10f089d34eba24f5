import { describe, expect, it } from '@jest/globals';
import { apiAddress, eventLink, linkTo, withAddresses } from './links.js';

describe('apiAddress', () => {
  it.each([
    [
      linkTo({ to: 'governance' }, { group: 'MHB', effectiveAt: '2019-01-15T23:59:59.999Z' }),
      '/api/reports/governance?group=MHB&effectiveAt=2019-01-15T23%3A59%3A59.999Z',
    ],
    [
      linkTo({ to: 'governance-items' }, { asOfPosition: '7' }, ['figure', 'row']),
      '/api/reports/governance/items?asOfPosition=7{&figure,row}',
    ],
    [linkTo({ to: 'item', kind: 'party', ref: 'DHC' }), '/api/parties/DHC'],
    [linkTo({ to: 'history', kind: 'action', ref: 'a1' }), '/api/actions/a1/history'],
    [eventLink('decision', 'SMI-D01', 781), '/api/decisions/SMI-D01/history?asOfPosition=781&order=newest&limit=1'],
  ])('prints the address of the API', (link, address) => {
    expect(apiAddress(link)).toBe(address);
  });
});

it('withAddresses prints every link of an answer for one medium, and leaves data that only looks like one', () => {
  const alike = { to: 'governance', query: {}, template: [] };
  const answer = { total: 1, none: null, items: [{ href: linkTo({ to: 'changes' }, { since: '5' }) }], alike };
  const page = withAddresses(answer, ({ to, query }) => `/${to}/${query.since}`);
  expect(page).toEqual({ total: 1, none: null, items: [{ href: '/changes/5' }], alike });
});
