/** Addresses and the networks they belong to. Pure. */

function groupsOfIPv6(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
}

/** An address without its zone, IPv4 inside IPv6 as IPv4. */
export function bareAddress(address: string): string {
  const bare = (address.split('%')[0] ?? '').toLowerCase();
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1] ?? bare;
}

/** The /64 of a bare IPv6 address: one household or site. */
export function network64(bare: string): string {
  const groups = groupsOfIPv6(bare).slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}
