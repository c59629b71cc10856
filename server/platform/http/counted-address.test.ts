import { expect, test } from 'vitest';
import { countedAddress } from './counted-address.ts';

test.each([
  ['192.168.17.44', '192.168.17.44'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['2001:db8:a:b:1:2:3:4', '2001:db8:a:b::/64'],
  ['2001:db8:a:b::9', '2001:db8:a:b::/64'],
  ['2001:db8:a:c::9', '2001:db8:a:c::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['not an address', 'not an address'],
])('%s counts as %s', (address, counted) => {
  expect(countedAddress(address)).toBe(counted);
});
