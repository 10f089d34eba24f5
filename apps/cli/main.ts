import 'reflect-metadata';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli.module.js';
import { endWith } from './failure.js';

await CommandFactory.run(CliModule, {
  cliName: 'action-ledger',
  errorHandler: (error) => {
    throw error;
  },
  serviceErrorHandler: endWith,
});
