import type { Examples, Facts } from '../../all-facts/facts.js';
import { IDS } from './shared.js';

export const programme: Examples<Facts['programme']> = {
  ProgrammeRegistered: {
    reference: 'SMI',
    name: 'Physical health of people with serious mental illness',
    description: 'Health checks and the follow-up that they call for.',
    lead: IDS.lead,
    group: IDS.board,
  },
  ProgrammeDescribed: { name: 'Physical health and serious mental illness' },
  ProgrammeGroupAssigned: { group: IDS.finance },
  ProgrammeClosed: { reason: 'Its work goes on within primary care', successors: [IDS.otherProgramme] },
};

export const group: Examples<Facts['group']> = {
  GroupRegistered: { reference: 'BOARD', name: 'Mental health delivery board', lead: IDS.lead },
  GroupDescribed: { description: 'Oversees the delivery plan.' },
  GroupQuorumSet: { atLeast: 4, posts: [IDS.lead] },
  GroupQuorumRemoved: { reason: 'The board decides by all its members' },
  GroupClosed: { reason: 'The boards were joined', successor: IDS.finance },
};

export const party: Examples<Facts['party']> = {
  PartyRegistered: { reference: 'POST-01', kind: 'post', name: 'Lead commissioner', organisation: IDS.trust },
  PartyDescribed: { name: 'Lead commissioner for mental health' },
  PartyRetired: { reason: 'The post was given up' },
  PersonErased: { reason: 'Asked for by the person' },
  PartyMailAddressRecorded: {},
  PartyMailAddressRemoved: { reason: 'The post has another' },
  PartyDigestStopped: { reason: 'Reads My items each day' },
  PartyDigestResumed: {},
};

export const meeting: Examples<Facts['meeting']> = {
  MeetingScheduled: {
    reference: 'BOARD-MTG01',
    group: IDS.board,
    startsAt: '2018-05-10T09:00:00.000Z',
    title: 'Delivery board, May 2018',
  },
  MeetingRescheduled: { startsAt: '2018-05-17T09:00:00.000Z', reason: 'The chair was away' },
  MeetingPackIssued: {
    position: 412,
    number: 318,
    hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    covers: 2,
  },
  MeetingHeld: { present: [IDS.lead], apologies: [IDS.trust], quorate: true },
  MeetingMinutesApproved: {},
  MeetingCancelled: { reason: 'Not enough members could come' },
};
