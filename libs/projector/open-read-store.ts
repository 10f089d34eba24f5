import { loadProjections, projectionVersions } from '#read-models/index.js';
import {
  openQueryStoreAt,
  openStoreAt,
  type QueryStore,
  type ReadLocation,
  type ReadStore,
} from '#read-store/index.js';

/** The read models of this version. Errors: `newer-schema` for a database that a later version has migrated. */
export const openReadStore = (location: ReadLocation): Promise<ReadStore> => openStoreAt(location, loadProjections);

/** As `openReadStore`, for a process that only queries. */
export const openQueryStore = (location: ReadLocation): Promise<QueryStore> =>
  openQueryStoreAt(location, projectionVersions, loadProjections);
