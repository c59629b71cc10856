/** The road to the server: typed calls, remembered answers, the session, live events. */
export { call, newIdempotencyKey, type CallOptions } from './call.ts';
export { downloadOf } from './download.ts';
export { subscribeConnection, useServerDown } from './connection.ts';
export { addressOf, endpoint, type Endpoint, type RequestOf, type ResponseOf } from './endpoint.ts';
export { refreshByLive, type LiveRule } from './live-refresh.ts';
export { startLive, stopLive, subscribeLive, type LiveSignal } from './live-stream.ts';
export { closeMustRead, useMustRead, type MustRead } from './must-read.ts';
export { ProblemError } from './problem-error.ts';
export { faultsByField } from './problem-fields.ts';
export { queryClient, refreshPaths } from './query-client.ts';
export { serverNow, serverToday } from './server-clock.ts';
export { chooseLanguage, completeSignIn, currentSession, enterDesk, leave, loadSession, signIn, signOut, subscribeSession, switchPersonality, useSession, type Session } from './session.ts';
export { settleProof, useProofAsked } from './step-up.ts';
export { announceTabDraft, forgetTabDraft, hasTabDraft, keepTabDraft, readTabDraft } from './tab-draft.ts';
export { useLive } from './use-live.ts';
export { useMay, useMe } from './use-me.ts';
export { answerOf, prefetchOf, queryKeyOf, usePagesOf, useQueryOf, useReading, type PagedList, type QueryChoices } from './use-query-of.ts';
export { useWrite, type WriteChoices } from './use-write.ts';
