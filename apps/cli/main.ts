import 'reflect-metadata';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli.module.js';
import { endWith } from './failure.js';

// A reader that has seen enough, such as head, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

await CommandFactory.run(CliModule, {
  cliName: 'action-ledger',
  errorHandler: (error) => {
    throw error;
  },
  serviceErrorHandler: endWith,
});
