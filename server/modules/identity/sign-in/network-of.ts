import { isIPv4, isIPv6 } from 'node:net';

function groupsOfIPv6(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
}

/**
 * Network of an address: `/24` of IPv4, `/64` of IPv6 (one household or site), IPv4 inside IPv6 as IPv4.
 * Kept and counted instead of the address: enough to slow an attack down, less than would single a person out.
 */
export function networkOf(address: string): string {
  const bare = (address.split('%')[0] ?? '').toLowerCase();
  const inside = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1] ?? bare;
  if (isIPv4(inside)) return `${inside.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(inside)) return 'unknown';
  const groups = groupsOfIPv6(inside).slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}
