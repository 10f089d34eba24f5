import type { Command } from 'commander';
import type { CommandName } from './shell/command-list.js';

type Run = (words: readonly string[]) => Promise<void>;

/** Every command, loaded when it is called and no other with it. */
export const RUNNERS: Readonly<Partial<Record<CommandName, Run>>> = {
  backup: parsed(async () => (await import('./commands/backup.command.js')).backup),
  copy: parsed(async () => (await import('./commands/copy.command.js')).copy),
  deadlines: parsed(async () => (await import('./commands/deadlines.command.js')).deadlines),
  digest: parsed(async () => (await import('./commands/digest.command.js')).digest),
  export: async (words) => (await import('./questions/export.js')).exportEvents(words),
  import: parsed(async () => (await import('./commands/import.command.js')).importPlan),
  'import undo': parsed(async () => (await import('./commands/import-undo.command.js')).importUndo),
  'key rotate': parsed(async () => (await import('./commands/key-rotate.command.js')).keyRotate),
  lint: parsed(async () => (await import('./commands/lint.command.js')).lintPlan),
  pack: parsed(async () => (await import('./commands/pack.command.js')).pack),
  projections: async (words) => (await import('./questions/projections.js')).projections(words),
  'projections diff': parsed(async () => (await import('./commands/projections-diff.command.js')).projectionsDiff),
  readings: async (words) => (await import('./questions/readings.js')).readings(words),
  rebuild: parsed(async () => (await import('./commands/rebuild.command.js')).rebuildReadModels),
  replay: parsed(async () => (await import('./commands/replay.command.js')).replay),
  report: async (words) => (await import('./questions/report.js')).report(words),
  'sign-in-link': async (words) => (await import('./questions/sign-in-link.js')).signInLink(words),
  'token create': parsed(async () => (await import('./commands/token-create.command.js')).tokenCreate),
  'token list': async (words) => (await import('./questions/token-list.js')).tokenList(words),
  'token revoke': parsed(async () => (await import('./commands/token-revoke.command.js')).tokenRevoke),
  verify: parsed(async () => (await import('./commands/verify.command.js')).verify),
  'webhooks resume': parsed(async () => (await import('./commands/webhooks-resume.command.js')).webhooksResume),
  'what-if': parsed(async () => (await import('./commands/what-if.command.js')).whatIfRules),
  witness: parsed(async () => (await import('./commands/witness.command.js')).witness),
};

function parsed(load: () => Promise<Command>): Run {
  return async (words) => {
    await (await load()).parseAsync(words, { from: 'user' });
  };
}
