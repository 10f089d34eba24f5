import { requireFreePort } from '#apps/server/port.js';
import { runProgram } from '#apps/server/run.js';
import { serve } from '#apps/server/serve.js';
import { demoConfig } from './config.js';
import { loadYear } from './load.js';

await runProgram(async (stopping) => {
  const config = demoConfig(process.env);
  await requireFreePort(config);
  await loadYear(config, stopping);
  console.log('Illustrative data: a real plan of March 2018, and a year that is invented.');
  await serve(config, stopping);
});
