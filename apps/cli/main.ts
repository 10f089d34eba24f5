import { call } from './call.js';
import { endWith } from './shell/failure.js';

// A closed pipe, as by `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

await call(process.argv.slice(2)).catch(endWith);
