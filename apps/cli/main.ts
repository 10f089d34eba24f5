import { call } from './call.js';
import { endWith } from './shell/failure.js';

// A reader that has seen enough, such as head, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

await call(process.argv.slice(2)).catch(endWith);
