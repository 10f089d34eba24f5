import type { Type } from '@nestjs/common';
import type { CommandRunner } from 'nest-commander';
import type { CommandName } from './shell/command-list.js';

type Run = (words: readonly string[]) => Promise<void>;

/** Each command loads alone. Loading Nest takes longer than a query, so read-only commands run without it. */
export const RUNNERS: Readonly<Partial<Record<CommandName, Run>>> = {
  backup: inNest(async () => [(await import('./commands/backup.command.js')).BackupCommand]),
  copy: inNest(async () => [(await import('./commands/copy.command.js')).CopyCommand]),
  deadlines: inNest(async () => [(await import('./commands/deadlines.command.js')).DeadlinesCommand]),
  export: async (words) => (await import('./questions/export.js')).exportEvents(words),
  import: inNest(async () => [(await import('./commands/import.command.js')).ImportCommand]),
  projections: async (words) => (await import('./questions/projections.js')).projections(words),
  'projections diff': inNest(async () => Object.values(await import('./commands/projections-diff.command.js'))),
  readings: async (words) => (await import('./questions/readings.js')).readings(words),
  rebuild: inNest(async () => [(await import('./commands/rebuild.command.js')).RebuildCommand]),
  replay: inNest(async () => [(await import('./commands/replay.command.js')).ReplayCommand]),
  report: async (words) => (await import('./questions/report.js')).report(words),
  'token create': inNest(tokenCommands),
  'token list': async (words) => (await import('./questions/token-list.js')).tokenList(words),
  'token revoke': inNest(tokenCommands),
  'webhooks resume': inNest(webhookCommands),
  'what-if': inNest(async () => [(await import('./commands/what-if.command.js')).WhatIfCommand]),
};

type Commands = readonly Type<CommandRunner>[];

async function tokenCommands(): Promise<Commands> {
  const [group, create, revoke] = await Promise.all([
    import('./commands/token.command.js'),
    import('./commands/token-create.command.js'),
    import('./commands/token-revoke.command.js'),
  ]);
  return [group.TokenCommand, create.TokenCreateCommand, revoke.TokenRevokeCommand];
}

async function webhookCommands(): Promise<Commands> {
  const [group, resume] = await Promise.all([
    import('./commands/webhooks.command.js'),
    import('./commands/webhooks-resume.command.js'),
  ]);
  return [group.WebhooksCommand, resume.WebhooksResumeCommand];
}

function inNest(load: () => Promise<Commands>): Run {
  return async () => {
    const { runInNest } = await import('./shell/in-nest.js');
    await runInNest(await load());
  };
}
