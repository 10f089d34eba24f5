import { readConfig } from '#platform/index.js';
import { runProgram } from './run.js';

await runProgram(async (stopping) => {
  const config = readConfig(process.env);
  // A setting that is wrong is told before the rest is loaded.
  const { serve } = await import('./serve.js');
  await serve(config, stopping);
});
