/** Turns refusals and failures into problem documents (RFC 9457) in the user's language. */
import type { FastifyError } from 'fastify';
import type { Language } from '../context.ts';
import type { ProblemDocument, RouteContract } from '../contract.ts';
import { AppError, errorStatus, UpstreamError, type ErrorCode, type FieldError } from '../errors.ts';
import { fillWords } from '../fill-words.ts';
import type { Refused } from '../result.ts';
import { databaseFailure } from './database-failure.ts';
import { problemTexts, refusalTitle } from './problem-texts.ts';

function problem(code: ErrorCode, language: Language, requestId: string, fields: readonly FieldError[] = []): ProblemDocument {
  const words = problemTexts[code][language];
  const detail = code === 'invalid_input' && fields[0] !== undefined ? `${words.detail} ${fields.map((field) => field.message).slice(0, 3).join('; ')}.` : words.detail;
  return { type: `/problems/${code}`, title: words.title, status: errorStatus[code], detail, code, requestId, fields: [...fields] };
}

/** A named refusal with the words of the contract. */
export function refusalProblem(contract: RouteContract, refused: Refused, language: Language, requestId: string): ProblemDocument {
  const template = contract.refusals?.[refused.refusal]?.[language] ?? refused.refusal;
  const detail = fillWords(template, refused.details ?? {}, language);
  return {
    type: `/problems/${refused.refusal}`,
    title: refusalTitle[language],
    status: 422,
    detail,
    code: refused.refusal,
    requestId,
    fields: refused.path === undefined ? [] : [{ path: refused.path, code: refused.refusal, message: detail }],
    ...(refused.details === undefined ? {} : { details: { ...refused.details } }),
  };
}

const frameworkCodes: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid_input',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid_input',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid_input',
  FST_ERR_VALIDATION: 'invalid_input',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
  FST_ERR_BAD_URL: 'not_found',
};

/** Which problem a thrown value is; `internal` means a bug and must be logged with its stack. */
export function failureProblem(error: unknown, language: Language, requestId: string): ProblemDocument {
  if (error instanceof AppError) return problem(error.code, language, requestId, error.fields);
  if (error instanceof UpstreamError) return problem('unavailable', language, requestId);
  if (!(error instanceof Error)) return problem('internal', language, requestId);
  const { code, statusCode } = error as Partial<FastifyError>;
  const known = code === undefined ? undefined : frameworkCodes[code];
  if (known !== undefined) return problem(known, language, requestId);
  const ofDatabase = databaseFailure(error);
  if (ofDatabase !== undefined) return problem(ofDatabase, language, requestId);
  if (statusCode === 429) return problem('too_many_requests', language, requestId);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return problem('invalid_input', language, requestId);
  return problem('internal', language, requestId);
}
