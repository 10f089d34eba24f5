import { readConfig } from '#platform/index.js';
import { runProgram } from './run.js';

await runProgram(async (stopping) => {
  const config = readConfig(process.env);
  // Validates the settings before it loads the rest, so that a mistake shows at once.
  const { serve } = await import('./serve.js');
  await serve(config, stopping);
});
