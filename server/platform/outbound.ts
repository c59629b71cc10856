/**
 * Requests that leave the house to addresses somebody typed. Without a word of the operator they reach public https
 * addresses alone: the name is resolved once, every address it has must be public, and the connection goes to the one
 * that was looked at. Hosts on the operator's list (VOLANO_INTRANET_HOSTS) may be inside and speak plain http.
 */
import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP } from 'node:net';

export interface OutboundPolicy {
  /** Names and addresses allowed inside: `intranet.example`, `*.intranet.example`, `10.1.2.3`. */
  readonly intranetHosts: readonly string[];
}

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

/** Why a request did not leave, or what broke it on its way. */
export class OutboundError extends Error {
  readonly why: 'notAllowed' | 'name' | 'inside' | 'late' | 'tooLarge' | 'broken';

  constructor(why: OutboundError['why'], message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'OutboundError';
    this.why = why;
  }
}

interface OutboundAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const patienceMs = 5000;

async function targetOf(url: URL, policy: OutboundPolicy): Promise<{ address: string; family: number }> {
  if (!mayReach(url, policy)) throw new OutboundError('notAllowed', 'address not allowed');
  const target = await addressFor(url, policy).catch((error: NodeJS.ErrnoException) => {
    throw new OutboundError('name', `name not found (${error.code ?? 'unknown'})`, error);
  });
  if (target === undefined) throw new OutboundError('inside', 'the name leads inside, and the host is not on the list of the intranet');
  return target;
}

/** Sends one request and reads at most `mostBytes` of its answer; 0 reads none of it. Follows no redirect, waits five seconds. Throws OutboundError. */
export async function sendOut(url: URL, request: { readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly body?: string }, policy: OutboundPolicy, mostBytes: number): Promise<OutboundAnswer> {
  const { address, family } = await targetOf(url, policy);
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const { body } = request;
    const outgoing = send(url, {
      method: request.method,
      headers: { ...request.headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }), 'user-agent': 'Volano' },
      // No shared connections: the address was looked at for this request.
      agent: false,
      lookup: (_host, options, done) => (options.all === true ? done(null, [{ address, family }]) : done(null, address, family)),
      timeout: patienceMs,
    });
    const giveUp = () => outgoing.destroy(new OutboundError('late', 'no answer in time'));
    const patience = setTimeout(giveUp, patienceMs);
    const fail = (error: Error) => {
      clearTimeout(patience);
      reject(error instanceof OutboundError ? error : new OutboundError('broken', error.message, error));
    };
    outgoing.on('timeout', giveUp);
    outgoing.on('error', fail);
    outgoing.on('response', (answer) => {
      const parts: Buffer[] = [];
      let size = 0;
      const finish = () => {
        clearTimeout(patience);
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) });
      };
      if (mostBytes === 0) {
        answer.destroy();
        return finish();
      }
      answer.on('data', (part: Buffer) => {
        size += part.length;
        if (size > mostBytes) outgoing.destroy(new OutboundError('tooLarge', `more than ${mostBytes} bytes`));
        else parts.push(part);
      });
      answer.on('error', fail);
      answer.on('end', finish);
    });
    outgoing.end(body);
  });
}
