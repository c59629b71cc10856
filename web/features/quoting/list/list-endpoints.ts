/** The routes that the list of quotes calls, besides the list itself. */
import type { countFilteredRoute, exportChosenRoute, exportQuotesRoute, quotePlacesRoute, setFollowUpsRoute } from '#quoting/api';
import { endpoint } from '../../../request/index.ts';

export const countFiltered = endpoint<typeof countFilteredRoute>('GET', '/api/quoting/quotes/count');
export const quotePlaces = endpoint<typeof quotePlacesRoute>('GET', '/api/quoting/places');
export const exportQuotes = endpoint<typeof exportQuotesRoute>('GET', '/api/quoting/export');
export const exportChosen = endpoint<typeof exportChosenRoute>('POST', '/api/quoting/export');
export const setFollowUps = endpoint<typeof setFollowUpsRoute>('POST', '/api/quoting/follow-ups');
