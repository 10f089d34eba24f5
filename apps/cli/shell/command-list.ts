/** Only metadata, so that help does not load any command's code. */
export interface CommandListing {
  readonly name: string;
  readonly arguments?: string;
  readonly description: string;
}

export const LISTED = {
  backup: {
    name: 'backup',
    arguments: '<folder>',
    description:
      'copy the ledger into a new folder, also beside a running server; start with DATA_DIR on it to restore',
  },
  copy: {
    name: 'copy',
    description:
      'copy a whole ledger into another store and compare every event; one that was cut off is taken up again',
  },
  deadlines: {
    name: 'deadlines',
    description: 'record what has fallen due, once, where no server runs to do so; a server does so by itself',
  },
  export: {
    name: 'export',
    description: 'write every event as a line of JSON, in the order of the ledger; works beside a running server',
  },
  import: {
    name: 'import',
    arguments: '<folder>',
    description: 'load a plan written as YAML files (seeds/README.md); one that was cut off is taken up again',
  },
  projections: {
    name: 'projections',
    description: 'show where each projection stands and how far it lags; works beside a running server',
  },
  'projections diff': {
    name: 'diff',
    description: 'make the read models afresh in a scratch folder and compare every row with the live ones',
  },
  readings: {
    name: 'readings',
    description:
      'list the timescales that are read otherwise today than they were stored; works beside a running server',
  },
  rebuild: {
    name: 'rebuild',
    description: 'make all read models anew beside the live ones and switch to them; a running server follows',
  },
  replay: {
    name: 'replay',
    description: 'step through history, showing what each event or each meeting changed; works beside a running server',
  },
  report: {
    name: 'report',
    arguments: '[name] [item]',
    description: 'answer a report, as the API does; without a name list them; works beside a running server',
  },
  token: { name: 'token', description: 'make, list and revoke the tokens that give access' },
  'token create': { name: 'create', description: 'make a token; its secret is shown this once' },
  'token list': { name: 'list', description: 'list every token, live or revoked, without its secret' },
  'token revoke': {
    name: 'revoke',
    arguments: '<token>',
    description: 'revoke a token, by id or reference such as TOKEN-02',
  },
  webhooks: { name: 'webhooks', description: 'take up webhooks that are halted' },
  'webhooks resume': {
    name: 'resume',
    arguments: '[webhook]',
    description: 'let a webhook that is halted send again, by id or reference; all of them unless one is named',
  },
  'what-if': {
    name: 'what-if',
    description:
      'replay the past under other rules into a scratch file, and say which reports and breaches would differ',
  },
} as const satisfies Readonly<Record<string, CommandListing>>;

export type CommandName = keyof typeof LISTED;
