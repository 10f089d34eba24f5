import { afterAll } from '@jest/globals';
import { cleanUp } from './processes.js';

// Loaded for each spec file, unlike the modules that the files of a worker share.
afterAll(cleanUp);
