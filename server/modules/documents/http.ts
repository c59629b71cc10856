import { route, type RouteHandler } from '#platform/http/route';
import { getBrandRoute, logoFileRoute, removeLogoRoute, setColourRoute, setLogoRoute } from './api.ts';
import { logoFile, openBrand, removeLogo, setColour, setLogo } from './edit-brand.ts';

export const documentsRoutes: readonly RouteHandler[] = [
  route(getBrandRoute, async (ctx) => openBrand(ctx)),
  route(setColourRoute, async (ctx, { body }) => setColour(ctx, body.accentColour)),
  route(setLogoRoute, async (ctx, { body }, { mediaType }) => setLogo(ctx, body, mediaType)),
  route(removeLogoRoute, async (ctx) => removeLogo(ctx)),
  route(logoFileRoute, async (ctx) => logoFile(ctx)),
];
