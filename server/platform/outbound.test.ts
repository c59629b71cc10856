import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isIntranetHost, isPublicAddress, mayReach } from './outbound.ts';

const policy = { intranetHosts: ['ordini.intranet.example', '*.lan.example', '10.1.2.3'] };

describe('addresses', () => {
  test.each(['8.8.8.8', '93.184.216.34', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));
  test.each(['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '::', '::1', 'fc00::1', 'fd12::1', 'fe80::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '', 'example.com'])(
    '%s is not',
    (address) => expect(isPublicAddress(address)).toBe(false),
  );
  test('the class A of the house is never public', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), (a, b, c) => !isPublicAddress(`10.${a}.${b}.${c}`)));
  });
});

describe('hosts of the intranet', () => {
  test.each(['ordini.intranet.example', 'ORDINI.intranet.example', 'a.lan.example', 'b.a.lan.example', '10.1.2.3'])('%s is one', (host) => expect(isIntranetHost(host, policy)).toBe(true));
  test.each(['intranet.example', 'x.ordini.intranet.example', 'lan.example', 'evillan.example', 'a.lan.example.evil.example', '10.1.2.4'])('%s is none', (host) => expect(isIntranetHost(host, policy)).toBe(false));
});

describe('what may be written into the registry', () => {
  test.each(['https://app.example/logout', 'http://ordini.intranet.example/logout', 'https://10.1.2.3:8443/x', 'https://8.8.8.8/x'])('%s', (url) => expect(mayReach(new URL(url), policy)).toBe(true));
  test.each(['http://app.example/logout', 'https://127.0.0.1/x', 'https://2130706433/x', 'https://0x7f.1/x', 'https://[::1]/x', 'https://[::ffff:127.0.0.1]/x', 'https://169.254.169.254/x', 'ftp://ordini.intranet.example/x', 'https://user:word@app.example/x', 'file:///etc/passwd'])(
    'not %s',
    (url) => expect(mayReach(new URL(url), policy)).toBe(false),
  );
});
