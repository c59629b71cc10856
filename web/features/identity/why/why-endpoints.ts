import type { replayDecisionRoute, whyQuestionsRoute, whyRoute } from '#identity/api';
import { endpoint } from '../../../request/index.ts';

export const whyQuestions = endpoint<typeof whyQuestionsRoute>('GET', '/api/identity/why/questions');
export const why = endpoint<typeof whyRoute>('GET', '/api/identity/why');
export const replayed = endpoint<typeof replayDecisionRoute>('GET', '/api/identity/audit/:id/decision');
