/** The dealer's manager decides mark and colour of the dealer's papers. */
import { createHash } from 'node:crypto';
import { dealerOf, type OrganisationNode } from '#identity';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import type { FileAnswer } from '#platform/http/route';
import { done, refuse, type Result } from '#platform/result';
import type { DealerBrand } from './api.ts';
import { findBrand, writeBrand, type Brand } from './brands.ts';
import { drawLogo, type LogoRefusal } from './draw-logo.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

function viewOf(dealer: OrganisationNode, brand: Brand): DealerBrand {
  return { dealer: { code: dealer.code, name: dealer.name }, accentColour: brand.accentColour, houseColour: dealer.brandColour, logo: brand.logoSvg === null ? null : digest(brand.logoSvg).slice(0, 16) };
}

const ownDealer = (ctx: Context) => dealerOf(ctx, ctx.actor.scopeNodeId);

export async function openBrand(ctx: Context): Promise<Result<DealerBrand, 'no_dealer'>> {
  const dealer = await ownDealer(ctx);
  return dealer === undefined ? refuse('no_dealer') : done(viewOf(dealer, await findBrand(ctx, dealer.id)));
}

/** Changes parts of the brand; the audit keeps digests, not drawings. */
async function change(ctx: Context, changes: Partial<Brand>): Promise<Result<DealerBrand, 'no_dealer'>> {
  const dealer = await ownDealer(ctx);
  if (dealer === undefined) return refuse('no_dealer');
  const before = await findBrand(ctx, dealer.id);
  const after = { ...before, ...changes };
  await writeBrand(ctx, dealer.id, after);
  const told = ({ accentColour, logoSvg }: Brand) => ({ accentColour, logoSha256: logoSvg === null ? null : digest(logoSvg) });
  await audit(ctx, { action: 'documents.brand.set', objectKind: 'node', objectId: String(dealer.id), before: told(before), after: told(after) });
  return done(viewOf(dealer, after));
}

export const setColour = (ctx: Context, accentColour: string | null) => change(ctx, { accentColour });
export const removeLogo = (ctx: Context) => change(ctx, { logoSvg: null });

/** Puts the mark that was sent, drawn anew; refuses by name what a paper cannot bear. */
export async function setLogo(ctx: Context, bytes: Uint8Array, mediaType: string): Promise<Result<DealerBrand, 'no_dealer' | LogoRefusal>> {
  const drawn = await drawLogo(bytes, mediaType);
  return drawn.ok ? change(ctx, { logoSvg: drawn.value }) : drawn;
}

/** The mark as it is printed. Throws not_found without one. */
export async function logoFile(ctx: Context): Promise<Result<FileAnswer, 'no_dealer'>> {
  const dealer = await ownDealer(ctx);
  if (dealer === undefined) return refuse('no_dealer');
  const { logoSvg } = await findBrand(ctx, dealer.id);
  if (logoSvg === null) throw new AppError('not_found', 'logo');
  return done({ bytes: Buffer.from(logoSvg), fileName: `${dealer.code}-logo.svg` });
}
