import { readConfig } from '#platform/config.js';
import { runProgram } from './run.js';
import { serve } from './serve.js';

await runProgram((stopping) => serve(readConfig(process.env), stopping));
