import type { FormsOfKind } from './form-words.js';

const BEGINS = { label: 'When does it begin?', missing: 'Enter the day and the time at which it begins' };

export const meetingForms: FormsOfKind = {
  new: {
    title: 'Call a meeting',
    button: 'Call the meeting',
    fields: {
      group: { label: 'Which board or group meets?', of: 'group', missing: 'Choose which board or group meets' },
      startsAt: BEGINS,
      title: {
        label: 'What is it called?',
        hint: 'Only if it has a name of its own, for example Special board meeting',
      },
      reference: {
        label: 'Its reference, if it has one already',
        hint: 'For example, MHB-MTG12. The ledger gives the next one otherwise',
      },
    },
  },
  reschedule: {
    title: 'Move the meeting',
    button: 'Move it',
    fields: {
      startsAt: BEGINS,
      reason: {
        label: 'Why is it moved?',
        hint: 'For example, the chair is away',
        missing: 'Enter why it is moved',
        now: null,
      },
    },
    checks: 'Dates that hang on this meeting, such as “by the next board”, follow it.',
  },
  'issue-pack': {
    title: 'Issue the pack',
    button: 'Issue the pack',
    onlyIf: ({ pack }) => pack === null,
    says: 'The pack fixes what the board is shown: its report, as the ledger stands when you press the button.',
    fields: {},
    checks:
      'A pack is issued once. What is recorded afterwards is told to the board as what has changed since, and is not in it.',
  },
  hold: {
    title: 'Record that it was held',
    button: 'Record that it was held',
    onlyIf: ({ startsAt }) => Date.parse(String(startsAt)) <= Date.now(),
    fields: {
      present: { label: 'Who was there?', of: 'party', now: null },
      apologies: { label: 'Who sent apologies?', of: 'party', now: null },
      quorate: {
        label: 'Were enough there to decide?',
        hint: 'Where the board has a rule of quorum, it is worked out too, and both are shown where they differ',
        now: null,
      },
    },
    checks: 'This cannot be taken back: a meeting that was held is neither moved nor cancelled.',
  },
  'approve-minutes': {
    title: 'Approve the minutes',
    button: 'Record that they are approved',
    onlyIf: ({ status }) => status !== 'minuted',
    says: 'The minutes are what was recorded with this meeting. Put wrong entries right before they are approved.',
    fields: {},
    checks: 'This cannot be taken back.',
  },
  cancel: {
    title: 'Cancel the meeting',
    button: 'Cancel the meeting',
    onlyIf: ({ status }) => status !== 'cancelled',
    fields: { reason: { label: 'Why is it cancelled?', missing: 'Enter why it is cancelled', now: null } },
    checks: 'This cannot be taken back. Call another meeting if the board meets after all.',
    instead: { verb: 'reschedule', says: 'Does it take place on another day?', link: 'Move it instead' },
  },
};
