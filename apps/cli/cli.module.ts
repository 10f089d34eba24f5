import { Module } from '@nestjs/common';
import { BackupCommand } from './commands/backup.command.js';
import { CopyCommand } from './commands/copy.command.js';
import { DeadlinesCommand } from './commands/deadlines.command.js';
import { ExportCommand } from './commands/export.command.js';
import { ImportCommand } from './commands/import.command.js';
import { ProjectionsCommand } from './commands/projections.command.js';
import { ProjectionsDiffCommand } from './commands/projections-diff.command.js';
import { ReadingsCommand } from './commands/readings.command.js';
import { RebuildCommand } from './commands/rebuild.command.js';
import { ReplayCommand } from './commands/replay.command.js';
import { ReportCommand } from './commands/report.command.js';
import { TokenCommand } from './commands/token.command.js';
import { TokenCreateCommand } from './commands/token-create.command.js';
import { TokenListCommand } from './commands/token-list.command.js';
import { TokenRevokeCommand } from './commands/token-revoke.command.js';
import { WebhooksCommand } from './commands/webhooks.command.js';
import { WebhooksResumeCommand } from './commands/webhooks-resume.command.js';
import { WhatIfCommand } from './commands/what-if.command.js';

@Module({
  providers: [
    BackupCommand,
    CopyCommand,
    DeadlinesCommand,
    ExportCommand,
    ImportCommand,
    ProjectionsCommand,
    ProjectionsDiffCommand,
    ReadingsCommand,
    RebuildCommand,
    ReplayCommand,
    ReportCommand,
    TokenCommand,
    TokenCreateCommand,
    TokenListCommand,
    TokenRevokeCommand,
    WebhooksCommand,
    WebhooksResumeCommand,
    WhatIfCommand,
  ],
})
export class CliModule {}
