import { isIPv6 } from 'node:net';
import { bareAddress, network64 } from '../ip-network.ts';

/** What requests without a known session are counted on: the address, or of IPv6 its /64, since one household has 2⁶⁴ addresses to send from. */
export function countedAddress(address: string): string {
  const bare = bareAddress(address);
  return isIPv6(bare) ? network64(bare) : bare;
}
