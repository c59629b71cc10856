import { calculatorFeature } from '../../features/calculator/feature.ts';
import { flowsFeature } from '../../features/flows/feature.ts';
import { gatewayFeature } from '../../features/gateway/feature.ts';
import { homeFeature } from '../../features/home/feature.ts';
import { identityFeature } from '../../features/identity/feature.ts';
import { newsFeature } from '../../features/news/feature.ts';
import { notificationsFeature } from '../../features/notifications/feature.ts';
import { operationsFeature } from '../../features/operations/feature.ts';
import { pricingFeature } from '../../features/pricing/feature.ts';
import { quotingFeature } from '../../features/quoting/feature.ts';
import { territoryFeature } from '../../features/territory/feature.ts';
import { vehiclesFeature } from '../../features/vehicles/feature.ts';
import type { Feature } from '../feature.ts';

/** What the desk is made of; the order is that of the navigation inside an area, of the tiles and of the palette. */
export const deskFeatures: readonly Feature[] = [homeFeature, quotingFeature, vehiclesFeature, pricingFeature, flowsFeature, calculatorFeature, newsFeature, identityFeature, territoryFeature, gatewayFeature, operationsFeature, notificationsFeature];
