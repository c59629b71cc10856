/** Face of territory. */
export { branchCalendar } from './branch-calendar.ts';
export { findMunicipality, type Municipality } from './municipalities.ts';
export { loadReferenceData } from './reference-data.ts';
