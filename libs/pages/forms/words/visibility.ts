/** Who sees what a command makes; asked where a class takes it. */
export const VISIBILITY_FIELDS = {
  access: {
    label: 'Who may see it?',
    rare: true,
    choices: {
      internal: 'Everybody who can sign in',
      public: 'Anybody',
      restricted: { text: 'One board or group alone', hint: 'Say which below' },
    },
  },
  restrictedTo: { label: 'Which board or group alone, if it is restricted', of: 'group', rare: true },
} as const;
