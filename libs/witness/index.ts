export {
  isEnough,
  newestCosigned,
  type WitnessSighting,
  type WitnessStatus,
  witnessesOf,
  witnessStatuses,
} from './asking/sightings.js';
export { type WitnessWatch, watchWitnesses } from './asking/watch-witnesses.js';
export { witnessCheckpoints } from './asking/witnessing.js';
export { readAskedPolicy, readPolicyFile } from './policy-file.js';
