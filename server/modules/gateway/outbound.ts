/**
 * Requests that leave the house to addresses somebody typed. Without a word of the operator they reach public https
 * addresses alone: the name is resolved once, every address it has must be public, and the connection goes to the one
 * that was looked at. Hosts on the operator's list (VOLANO_INTRANET_HOSTS) may be inside and speak plain http.
 */
import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP } from 'node:net';

export interface OutboundPolicy {
  /** Names and addresses allowed inside: `intranet.example`, `*.intranet.example`, `10.1.2.3`. */
  readonly intranetHosts: readonly string[];
}

export type Outcome = { readonly kind: 'accepted' | 'refused' | 'unreachable'; readonly answer: string };

const inside = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.31.196.0', 24],
  ['192.52.193.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['192.175.48.0', 24], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) inside.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 96], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['fec0::', 10], ['ff00::', 8],
] as const) inside.addSubnet(network, prefix, 'ipv6');

/** Whether an address belongs to the public network. Special-purpose ranges: IANA registries of RFC 6890. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  // An IPv4 address in IPv6 clothes is judged as what it is.
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isPublicAddress(mapped);
  if (family === 6 && /^::ffff:/i.test(address)) return false;
  return !inside.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '').toLowerCase();

/** Whether the operator allows this host inside. */
export function isIntranetHost(hostname: string, { intranetHosts }: OutboundPolicy): boolean {
  const host = bare(hostname);
  return intranetHosts.some((allowed) => (allowed.startsWith('*.') ? host.endsWith(allowed.slice(1).toLowerCase()) && host.length > allowed.length - 1 : host === allowed.toLowerCase()));
}

/** Whether an address may be written into the registry: https anywhere, http only to hosts the operator allows. */
export function mayReach(url: URL, policy: OutboundPolicy): boolean {
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false;
  if (isIntranetHost(url.hostname, policy)) return url.protocol === 'https:' || url.protocol === 'http:';
  if (url.protocol !== 'https:') return false;
  const host = bare(url.hostname);
  return isIP(host) === 0 || isPublicAddress(host);
}

async function addressFor(url: URL, policy: OutboundPolicy): Promise<{ address: string; family: number } | undefined> {
  const found = await lookup(bare(url.hostname), { all: true });
  const first = found[0];
  if (first === undefined) return undefined;
  return isIntranetHost(url.hostname, policy) || found.every(({ address }) => isPublicAddress(address)) ? first : undefined;
}

const patienceMs = 5000;

/** Posts a body and tells how it was taken. Follows no redirect, reads no answer, waits five seconds. Never throws. */
export async function postOut(address: string, body: { readonly type: string; readonly text: string }, policy: OutboundPolicy): Promise<Outcome> {
  const url = new URL(address);
  if (!mayReach(url, policy)) return { kind: 'refused', answer: 'address not allowed' };
  let target;
  try {
    target = await addressFor(url, policy);
  } catch (error) {
    return { kind: 'unreachable', answer: `name not found (${(error as NodeJS.ErrnoException).code ?? 'unknown'})` };
  }
  if (target === undefined) return { kind: 'refused', answer: 'the name leads inside, and the host is not on the list of the intranet' };
  const { address: ip, family } = target;
  return new Promise((resolve) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = send(url, {
      method: 'POST',
      headers: { 'content-type': body.type, 'content-length': Buffer.byteLength(body.text), 'user-agent': 'Volano' },
      // No shared connections: the address was looked at for this request.
      agent: false,
      lookup: (_host, options, done) => (options.all === true ? done(null, [{ address: ip, family }]) : done(null, ip, family)),
      timeout: patienceMs,
    });
    const patience = setTimeout(() => outgoing.destroy(new Error('no answer in time')), patienceMs);
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')));
    outgoing.on('error', (error) => {
      clearTimeout(patience);
      resolve({ kind: 'unreachable', answer: error.message });
    });
    outgoing.on('response', (answer) => {
      clearTimeout(patience);
      answer.destroy();
      const status = answer.statusCode ?? 0;
      const kind = status >= 200 && status < 300 ? 'accepted' : status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'refused' : 'unreachable';
      resolve({ kind, answer: `status ${status}` });
    });
    outgoing.end(body.text);
  });
}
