/** Only metadata, so that help does not load any command's code. */
export interface CommandListing {
  readonly name: string;
  readonly arguments?: string;
  readonly description: string;
}

export const COMMANDS = {
  backup: {
    name: 'backup',
    arguments: '<folder>',
    description: 'copy the ledger into a new folder; works beside a running server; to restore, set DATA_DIR to it',
  },
  copy: {
    name: 'copy',
    description: 'copy a whole ledger into another store and compare every event; an interrupted copy is resumed',
  },
  deadlines: {
    name: 'deadlines',
    description: 'record deadlines that have passed, once, if no server runs; a server does so itself',
  },
  digest: {
    name: 'digest',
    description:
      'send each lead what is due, late and asked, once a day or meeting, or write it as files; works beside a running server',
  },
  export: {
    name: 'export',
    description:
      'write every event as a line of JSON, or with --kind a list or report as a file; works beside a running server',
  },
  import: {
    name: 'import',
    arguments: '<path>',
    description:
      'bring in a plan as its document (Word, Excel, CSV, text), or a folder of YAML files (seeds/README.md); an interrupted load is resumed',
  },
  'import undo': {
    name: 'undo',
    arguments: '<import>',
    description:
      'take an import back as a whole, by reference such as IMP-01, unless something else has touched its items',
  },
  key: { name: 'key', description: 'change the key that signs checkpoints' },
  'key rotate': {
    name: 'rotate',
    description:
      'make a new signing key, which the one in force hands over to by an event; works beside a running server',
  },
  lint: {
    name: 'lint',
    arguments: '<file>',
    description: 'say where a plan contradicts itself; ends with 1 where it does',
  },
  pack: {
    name: 'pack',
    arguments: '<meeting>',
    description: 'write what a meeting was shown as one file that proves itself; works beside a running server',
  },
  projections: {
    name: 'projections',
    description: 'show where each projection stands and how far it lags; works beside a running server',
  },
  'projections diff': {
    name: 'diff',
    description: 'rebuild the read models in a scratch folder and compare every row with the live ones',
  },
  readings: {
    name: 'readings',
    description:
      'list the timescales whose stored interpretation differs from the current one; works beside a running server',
  },
  rebuild: {
    name: 'rebuild',
    description: 'rebuild all read models beside the live ones and switch to them; a running server follows',
  },
  replay: {
    name: 'replay',
    description: 'step through history, showing what each event or each meeting changed; works beside a running server',
  },
  report: {
    name: 'report',
    arguments: '[name] [item]',
    description: 'print a report; without a name, list the reports; works beside a running server',
  },
  'sign-in-link': {
    name: 'sign-in-link',
    description: 'make a link that signs a browser in, once and within 15 minutes; works beside a running server',
  },
  token: { name: 'token', description: 'create, list and revoke access tokens' },
  'token create': { name: 'create', description: 'create a token and show its secret, which is not shown again' },
  'token list': { name: 'list', description: 'list every token, live or revoked, without its secret' },
  'token revoke': {
    name: 'revoke',
    arguments: '<token>',
    description: 'revoke a token, by id or reference such as TOKEN-02',
  },
  verify: {
    name: 'verify',
    arguments: '[file]',
    description:
      'prove that events are those that were signed: of this ledger, of an export with its checkpoint, or of a pack; exits 0 proven, 1 refuted, 2 cannot tell',
  },
  webhooks: { name: 'webhooks', description: 'resume halted webhooks' },
  'webhooks resume': {
    name: 'resume',
    arguments: '[webhook]',
    description: 'resume a halted webhook, by id or reference; without one, resume all',
  },
  'what-if': {
    name: 'what-if',
    description:
      'replay the past under other rules into a scratch file, and say which reports and breaches would differ',
  },
  witness: {
    name: 'witness',
    description:
      'be a witness for ledgers of others: cosign each checkpoint that goes on from the last, refuse a second history',
  },
} as const satisfies Readonly<Record<string, CommandListing>>;

export type CommandName = keyof typeof COMMANDS;
