import 'reflect-metadata';
import { Module, type Type } from '@nestjs/common';
import { CommandFactory, type CommandRunner } from 'nest-commander';
import { endWith } from './failure.js';

export async function runInNest(commands: readonly Type<CommandRunner>[]): Promise<void> {
  @Module({ providers: [...commands] })
  class CommandModule {}
  await CommandFactory.run(CommandModule, {
    cliName: 'action-ledger',
    errorHandler: (error) => {
      throw error;
    },
    serviceErrorHandler: endWith,
  });
}
