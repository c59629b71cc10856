/** Packages of services: a package is taken when all its services are. Pure. */
import type { OfferConditions, ServicePackage } from '#pricing/api';

/** Packages of the offer whose services can all be had at this term and may be chosen. */
export function offeredPackages({ servicePackages, services }: Pick<OfferConditions, 'servicePackages' | 'services'>, termMonths: number): ServicePackage[] {
  const open = new Set(services.filter(({ optional, priceByTerm }) => optional && priceByTerm.some(({ months }) => months === termMonths)).map(({ code }) => code));
  return servicePackages.filter((one) => one.services.length > 0 && one.services.every((code) => open.has(code)));
}

export const hasPackage = (one: ServicePackage, serviceCodes: readonly string[]): boolean => one.services.every((code) => serviceCodes.includes(code));

/** The services with a package taken, or left: what another taken package also holds stays. */
export function withPackage(one: ServicePackage, all: readonly ServicePackage[], serviceCodes: readonly string[], taken: boolean): string[] {
  if (taken) return [...new Set([...serviceCodes, ...one.services])];
  const kept = new Set(all.filter((other) => other.code !== one.code && hasPackage(other, serviceCodes)).flatMap(({ services }) => services));
  return serviceCodes.filter((code) => !one.services.includes(code) || kept.has(code));
}
