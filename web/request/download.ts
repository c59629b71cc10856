import type { RouteContract } from '#platform/contract';
import { currentLanguage } from '../ui/language.ts';
import { caller } from './caller.ts';
import { addressWith, type Endpoint, type RequestOf } from './endpoint.ts';
import { localProblem, ProblemError } from './problem-error.ts';
import type { ProblemDocument } from '#platform/contract';

/** Asks for a file by a request that has a body and hands it to the browser to keep. Throws a ProblemError like `call`. */
export async function downloadOf<C extends RouteContract>(target: Endpoint<C>, request: RequestOf<C> & { readonly body: unknown }): Promise<void> {
  const headers = { 'content-type': 'application/json', 'accept-language': currentLanguage(), 'x-volano-csrf': caller.csrfToken };
  const answer = await fetch(addressWith(target, request), { method: target.method, headers, body: JSON.stringify(request.body), credentials: 'same-origin' }).catch(() => {
    throw localProblem('network', currentLanguage());
  });
  if (!answer.ok) {
    const isProblem = (answer.headers.get('content-type') ?? '').includes('problem+json');
    throw isProblem ? new ProblemError((await answer.json()) as ProblemDocument) : localProblem('unreadable', currentLanguage(), answer.status);
  }
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'volano';
  const address = URL.createObjectURL(await answer.blob());
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
