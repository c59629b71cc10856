import { isIPv4, isIPv6 } from 'node:net';
import { bareAddress, network64 } from '#platform/ip-network';

/**
 * Network of an address: `/24` of IPv4, `/64` of IPv6 (one household or site), IPv4 inside IPv6 as IPv4.
 * Kept and counted instead of the address: enough to slow an attack down, less than would single a person out.
 */
export function networkOf(address: string): string {
  const bare = bareAddress(address);
  if (isIPv4(bare)) return `${bare.split('.').slice(0, 3).join('.')}.0/24`;
  return isIPv6(bare) ? network64(bare) : 'unknown';
}
