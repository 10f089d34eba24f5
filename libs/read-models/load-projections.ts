export const loadProjections = async () => (await import('./projections.js')).PROJECTIONS;
