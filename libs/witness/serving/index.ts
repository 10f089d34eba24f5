export { evidenceText, statusText } from './status-text.js';
export { openWitness, readLogs, WITNESS_FILE } from './witness-key.js';
export { ADD_CHECKPOINT, SIZE_TYPE, type Witness, witnessServer } from './witness-server.js';
export { type Evidence, readWitnessState } from './witness-state.js';
