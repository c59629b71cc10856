/** What those who write and publish ask of the information network. Pure. */
import { z } from 'zod';
import { civilDate, defineRoute, fileBytes, instant, plainText, uuid } from '#platform/contract';
import { attachmentSchema, gateName, newsKind, versionState } from './reader-contracts.ts';

export const mostLines = 40;
export const mostAttachments = 10;
/** Two megabytes: what a telephone in the showroom loads. */
export const largestAttachment = 2 * 1024 * 1024;
export const attachmentMediaTypes = ['application/pdf', 'image/png', 'image/jpeg'] as const;

/**
 * One line of an audience: everybody at or below a place, narrowed to a profile, to one personality, or both.
 * `exclude` prevails over `include`. Customers are reached only by lines that name their profile or a personality.
 */
export const audienceLine = z.strictObject({
  effect: z.enum(['include', 'exclude']),
  nodeId: z.number().int().min(1).max(2_147_483_647),
  profile: z.string().regex(/^[a-zA-Z]{2,40}$/).nullable(),
  personalityId: uuid.nullable(),
});
export type AudienceLine = z.infer<typeof audienceLine>;
const audience = z.array(audienceLine).max(mostLines);

const draftWords = z.strictObject({
  titleIt: plainText(160, 3),
  bodyIt: plainText(20_000),
  titleEn: plainText(160, 3).nullable(),
  bodyEn: plainText(20_000).nullable(),
  validFrom: civilDate,
  validTo: civilDate.nullable(),
  mustConfirm: z.boolean(),
  gates: z.array(gateName).max(1),
  confirmBy: civilDate.nullable(),
  /** Days before (negative) or after `confirmBy`. */
  remindDays: z.array(z.number().int().min(-60).max(60)).max(6),
  audience,
});
export type DraftWords = z.infer<typeof draftWords>;

const namedLine = audienceLine.extend({ nodeName: z.string(), profileName: z.object({ it: z.string(), en: z.string() }).nullable(), personName: z.string().nullable() });
const writtenVersion = draftWords.extend({
  id: uuid,
  version: z.number().int(),
  kind: newsKind,
  state: versionState,
  revision: z.number().int(),
  audience: z.array(namedLine),
  publishAt: instant.nullable(),
  publishedAt: instant.nullable(),
  endReason: z.string().nullable(),
  files: z.array(attachmentSchema),
  versions: z.array(z.object({ version: z.number().int(), state: versionState })),
});
export type WrittenVersion = z.infer<typeof writtenVersion>;

const draftRefusals = {
  ends_before_begin: { it: 'La validità deve finire dopo il giorno in cui inizia.', en: 'It must end after the day on which it begins.' },
  english_incomplete: { it: 'Della versione inglese servono titolo e testo, oppure nessuno dei due.', en: 'The English version needs title and text, or neither.' },
  gate_needs_confirmation: { it: 'Per bloccare le vendite la comunicazione deve chiedere conferma.', en: 'To close selling, the item must ask for confirmation.' },
  reminders_need_date: { it: 'I promemoria partono da una data entro cui confermare: indicala.', en: 'Reminders count from a day to confirm by: set it.' },
  place_outside_scope: { it: 'Un destinatario sta fuori dalla tua parte di organizzazione.', en: 'A recipient stands outside your part of the organisation.' },
  unknown_recipient: { it: 'Un profilo o una persona tra i destinatari non esiste più.', en: 'A profile or person among the recipients no longer exists.' },
} as const;

export const listWrittenRoute = defineRoute({
  method: 'GET',
  path: '/api/news/written',
  summary: 'Items of the writer’s part of the organisation in every state, last changed first.',
  access: 'news.item.write',
  query: z.strictObject({ state: versionState.optional(), offset: z.coerce.number().int().min(0).max(5000).default(0), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  response: z.object({
    items: z.array(z.object({ id: uuid, version: z.number().int(), kind: newsKind, state: versionState, titleIt: z.string(), validFrom: civilDate, validTo: civilDate.nullable(), publishAt: instant.nullable(), changedAt: instant })),
    hasMore: z.boolean(),
  }),
});

export const createDraftRoute = defineRoute({
  method: 'POST',
  path: '/api/news/written',
  summary: 'Begins an item as a draft of the writer’s place.',
  access: 'news.item.write',
  body: draftWords.extend({ kind: newsKind }),
  response: writtenVersion,
  refusals: draftRefusals,
});

const itemParams = z.object({ id: uuid });
export const openWrittenRoute = defineRoute({
  method: 'GET',
  path: '/api/news/written/:id',
  summary: 'One item as its writers see it: the open draft, else the latest version.',
  access: 'news.item.write',
  params: itemParams,
  query: z.strictObject({ version: z.coerce.number().int().min(1).max(1000).optional() }),
  response: writtenVersion,
});

const noDraft = { it: 'Non c’è una bozza aperta: crea una versione nuova.', en: 'There is no open draft: begin a new version.' };
export const saveDraftRoute = defineRoute({
  method: 'PUT',
  path: '/api/news/written/:id',
  summary: 'Saves the open draft; `revision` is the one the caller has read.',
  access: 'news.item.write',
  params: itemParams,
  body: draftWords.extend({ revision: z.number().int().min(1) }),
  response: writtenVersion,
  refusals: { ...draftRefusals, no_draft: noDraft },
});

export const dropDraftRoute = defineRoute({
  method: 'DELETE',
  path: '/api/news/written/:id',
  summary: 'Throws the open draft away; what was published stays.',
  access: 'news.item.write',
  params: itemParams,
  response: z.object({ dropped: z.literal(true) }),
  refusals: { no_draft: noDraft },
});

export const newVersionRoute = defineRoute({
  method: 'POST',
  path: '/api/news/written/:id/versions',
  summary: 'Begins a new version as a draft with the words, audience and attachments of the latest.',
  access: 'news.item.write',
  params: itemParams,
  response: writtenVersion,
  refusals: { draft_open: { it: 'C’è già una versione in lavorazione.', en: 'A version is already being written.' } },
});

export const attachFileRoute = defineRoute({
  method: 'POST',
  path: '/api/news/written/:id/files',
  summary: 'Adds an attachment to the open draft: the body is the file. Files that could act by themselves are refused.',
  access: 'news.item.write',
  params: itemParams,
  query: z.strictObject({ fileName: plainText(120, 1), language: z.enum(['it', 'en']).optional() }),
  consumes: attachmentMediaTypes,
  body: fileBytes,
  bodyLimit: largestAttachment,
  response: attachmentSchema,
  refusals: {
    no_draft: noDraft,
    file_disguised: { it: 'Il contenuto del file non è del tipo dichiarato (PDF, PNG o JPEG).', en: 'The content of the file is not of the type it claims (PDF, PNG or JPEG).' },
    file_active: { it: 'Il PDF contiene programmi, azioni automatiche o altri file: salvalo di nuovo senza.', en: 'The PDF holds programs, automatic actions or other files: save it again without them.' },
    file_locked: { it: 'Il PDF è protetto da password: non si può controllare.', en: 'The PDF is locked by a password and cannot be checked.' },
    picture_unreadable: { it: 'L’immagine è danneggiata o incompleta: non si può aprire.', en: 'The picture is damaged or incomplete: it cannot be opened.' },
    picture_too_large: { it: 'L’immagine è troppo grande: riducila e inviala di nuovo.', en: 'The picture is too large: make it smaller and send it again.' },
    files_full: { it: 'Una comunicazione ha al massimo 10 allegati.', en: 'An item has 10 attachments at most.' },
  },
  ratePerMinute: 60,
});

export const detachFileRoute = defineRoute({
  method: 'DELETE',
  path: '/api/news/written/:id/files/:fileId',
  summary: 'Takes an attachment off the open draft.',
  access: 'news.item.write',
  params: z.object({ id: uuid, fileId: uuid }),
  response: z.object({ removed: z.literal(true) }),
  refusals: { no_draft: noDraft },
});

export const publishRoute = defineRoute({
  method: 'POST',
  path: '/api/news/written/:id/publish',
  summary: 'Publishes the open draft now, or on a day and hour to come; the version before it is superseded when it appears.',
  access: 'news.item.publish',
  params: itemParams,
  body: z.strictObject({ revision: z.number().int().min(1), publishAt: instant.nullable() }),
  response: writtenVersion,
  refusals: {
    no_draft: noDraft,
    body_missing: { it: 'Manca il testo italiano.', en: 'The Italian text is missing.' },
    nobody_addressed: { it: 'Oggi non raggiunge nessuno: scegli i destinatari.', en: 'It reaches nobody today: choose the recipients.' },
    over_already: { it: 'La validità è già finita.', en: 'It would no longer hold.' },
    gap_after_previous: {
      it: 'La versione in vigore cesserebbe prima che questa inizi ({validFrom}): programma la pubblicazione per quel giorno.',
      en: 'The version in force would end before this one begins ({validFrom}): schedule it for that day.',
    },
    place_outside_scope: draftRefusals.place_outside_scope,
    time_is_past: { it: 'L’ora di pubblicazione è già passata.', en: 'The time to publish is past.' },
  },
});

export const unscheduleRoute = defineRoute({
  method: 'POST',
  path: '/api/news/written/:id/unschedule',
  summary: 'Takes a scheduled version back into a draft.',
  access: 'news.item.publish',
  params: itemParams,
  response: writtenVersion,
  refusals: { not_scheduled: { it: 'La versione non è programmata, o è appena uscita.', en: 'The version is not scheduled, or has just come out.' } },
});

export const withdrawRoute = defineRoute({
  method: 'POST',
  path: '/api/news/written/:id/withdraw',
  summary: 'Withdraws the published version with a reason: readers no longer see it, and it closes nothing.',
  access: 'news.item.publish',
  params: itemParams,
  body: z.strictObject({ reason: plainText(300, 3) }),
  response: writtenVersion,
  refusals: { not_published: { it: 'Non c’è una versione pubblicata.', en: 'No version is published.' } },
});

export const archiveRoute = defineRoute({
  method: 'POST',
  path: '/api/news/written/:id/archive',
  summary: 'Puts the published version into the archive: readable there, no longer in force.',
  access: 'news.item.publish',
  params: itemParams,
  response: writtenVersion,
  refusals: { not_published: { it: 'Non c’è una versione pubblicata.', en: 'No version is published.' } },
});

export const previewAudienceRoute = defineRoute({
  method: 'POST',
  path: '/api/news/audience',
  summary: 'Whom an audience reaches today: how many, by profile, and twelve of them.',
  access: 'news.item.write',
  body: z.strictObject({ audience }),
  response: z.object({
    count: z.number().int(),
    byProfile: z.array(z.object({ profile: z.string(), name: z.object({ it: z.string(), en: z.string() }), count: z.number().int() })),
    sample: z.array(z.object({ personalityId: uuid, displayName: z.string(), label: z.string() })),
  }),
  refusals: { place_outside_scope: draftRefusals.place_outside_scope },
  readOnly: true,
});

export const addressableRoute = defineRoute({
  method: 'GET',
  path: '/api/news/addressable',
  summary: 'Places, people and profiles a writer may address; places and people by name or code.',
  access: 'news.item.write',
  query: z.strictObject({ q: plainText(80).optional() }),
  response: z.object({
    home: z.object({ nodeId: z.number().int(), name: z.string() }),
    places: z.array(z.object({ nodeId: z.number().int(), code: z.string(), name: z.string(), kind: z.string() })),
    people: z.array(z.object({ personalityId: uuid, displayName: z.string(), label: z.string() })),
    profiles: z.array(z.object({ key: z.string(), name: z.object({ it: z.string(), en: z.string() }) })),
  }),
});
