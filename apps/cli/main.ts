import 'reflect-metadata';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli.module.js';
import { endWith } from './failure.js';

await CommandFactory.run(CliModule, {
  cliName: 'action-ledger',
  enablePositionalOptions: true,
  errorHandler: (error) => {
    throw error;
  },
  serviceErrorHandler: endWith,
});
