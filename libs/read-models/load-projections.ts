import { VERSIONS } from './versions/versions.js';

export const loadProjections = async () => (await import('./projections.js')).PROJECTIONS;

export const projectionVersions = Object.entries(VERSIONS).map(([name, version]) => ({ name, version }));
