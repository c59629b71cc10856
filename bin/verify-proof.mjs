#!/usr/bin/env node
/**
 * Checks proofs of single events of Volano's audit trail, and the chain of signed heads, on any machine: plain Node, no packages,
 * no network, no database. Whoever checks needs one thing from elsewhere: the fingerprint of the key, told by the house before.
 *
 *   node verify-proof.mjs PROOF.json... [--heads audit-heads.jsonl]... [--key FINGERPRINT]...
 *
 * A proof holds the event as the array whose text was hashed, its place in its block, the hashes that lead to the block's root
 * (RFC 6962: 0x00 before a leaf, 0x01 before a node) and the block's signed head. Exit code 0: everything holds; 1: it does not.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const headFields = ['number', 'hash', 'signature', 'key', 'sealedAt', 'leafCount', 'root', 'previous'];
const proofFields = ['format', 'event', 'leafIndex', 'path', 'head', 'publicKey'];
/** Order of an event's values. */
export const eventFields = [
  'tenant', 'at', 'actorKind', 'account', 'personality', 'action', 'objectKind', 'object', 'outcome', 'before', 'after', 'details', 'network', 'request',
  'version', 'onBehalfOf', 'delegation', 'strength', 'client', 'ruleVersion', 'decision',
];

class Refused extends Error {}

/** @param {unknown} holds @param {string} otherwise */
function must(holds, otherwise) {
  if (!holds) throw new Refused(otherwise);
}

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const isHash = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
const fromHex = (text) => Buffer.from(text, 'hex');

/** Bytes of base64 that is written in the one form there is. */
function fromBase64(text, what) {
  const bytes = Buffer.from(typeof text === 'string' ? text : '', 'base64');
  must(bytes.length > 0 && bytes.toString('base64') === text, `${what} is no base64`);
  return bytes;
}

/** The fields and nothing else, in their order. */
function hasFields(value, fields) {
  return typeof value === 'object' && value !== null && JSON.stringify(Object.keys(value)) === JSON.stringify(fields);
}

/** Root that a leaf's path leads to, by its place and the number of leaves (RFC 9162 section 2.1.3.2). */
function rootOf(leaf, index, count, path) {
  must(index < count, 'the place lies outside the block');
  let [node, last, hash] = [index, count - 1, leaf];
  for (const step of path) {
    must(last > 0, 'the path is too long');
    if (node % 2 === 1 || node === last) {
      hash = sha256(Buffer.from([1]), fromHex(step), hash);
      while (node % 2 === 0 && node > 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else {
      hash = sha256(Buffer.from([1]), hash, fromHex(step));
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  must(last === 0, 'the path is too short');
  return hash.toString('hex');
}

export const fingerprintOf = (publicDer) => sha256(publicDer).toString('hex').slice(0, 16);

/** A head in itself: its hash is that of its facts. With the key: the signature is the key's. */
function checkHead(head, publicDer) {
  const { number, hash, signature, key, sealedAt, leafCount, root, previous } = head;
  must(isCount(number) && number > 0 && isCount(leafCount) && leafCount > 0, 'the head has no number or no leaves');
  must([hash, root, previous].every(isHash), 'a hash of the head is none');
  const at = new Date(sealedAt);
  must(!Number.isNaN(at.getTime()) && at.toISOString() === sealedAt, 'the time of the head is none');
  must(sha256(`${number}|${leafCount}|${sealedAt}|`, fromHex(root), fromHex(previous)).toString('hex') === hash, `block ${number}: the hash is not that of the block`);
  const signed = fromBase64(signature, 'the signature');
  if (publicDer === undefined) return;
  must(fingerprintOf(publicDer) === key, `block ${number}: signed with another key`);
  must(verify(null, fromHex(hash), createPublicKey({ key: publicDer, format: 'der', type: 'spki' }), signed), `block ${number}: the signature is not valid`);
}

/** Checks the text of a proof; answers the event, its place and its block. Throws with what does not hold. */
export function checkProof(text) {
  const proof = JSON.parse(text);
  // One way to write it down: a byte changed anywhere is found, even one that would mean nothing.
  must(`${JSON.stringify(proof, null, 2)}\n` === text, 'the file is not written as it was');
  must(hasFields(proof, proofFields) && hasFields(proof.head, headFields), 'the file is no proof');
  must(proof.format === 'volano-audit-proof/1', 'this format is not known');
  must(typeof proof.event === 'string' && isCount(proof.leafIndex) && Array.isArray(proof.path) && proof.path.every(isHash), 'the file is no proof');
  const publicDer = fromBase64(proof.publicKey, 'the public key');
  checkHead(proof.head, publicDer);
  const leaf = sha256(Buffer.from([0]), Buffer.from(proof.event, 'utf8'));
  must(rootOf(leaf, proof.leafIndex, proof.head.leafCount, proof.path) === proof.head.root, 'the event is not the one that was sealed');
  const values = JSON.parse(proof.event);
  const event = Object.fromEntries(eventFields.slice(0, values.length).map((name, index) => [name, values[index]]));
  event.at = `${new Date(Math.floor(event.at / 1000)).toISOString().slice(0, -1)}${String(event.at % 1000).padStart(3, '0')}Z`;
  return { event, leafIndex: proof.leafIndex, head: proof.head, publicDer };
}

/**
 * Checks lines of heads: each in itself, each linked to the one before, no number told in two ways. Answers hashes by number. Lines of
 * an old form, without the facts of their block, and one cut short at the end by a crash are counted and passed over.
 */
export function checkHeads(text, keys) {
  const hashes = new Map();
  let [unchecked, unsigned, newest] = [0, 0, 0];
  const lines = text.split('\n').filter((line) => line !== '');
  for (const [place, line] of lines.entries()) {
    let head;
    try {
      head = JSON.parse(line);
    } catch {
      must(place === lines.length - 1, `line ${place + 1} is no head`);
      unchecked += 1;
      continue;
    }
    const known = hashes.get(head.number);
    must(known === undefined || known === head.hash, `block ${head.number} is told in two ways: the trail was put back and went on anew`);
    if (known !== undefined) continue;
    must(isCount(head.number) && isHash(head.hash), `line ${place + 1} is no head`);
    if (hasFields(head, headFields)) {
      const publicDer = keys.find((key) => fingerprintOf(key) === head.key);
      if (publicDer === undefined) unsigned += 1;
      checkHead(head, publicDer);
      const before = hashes.get(head.number - 1);
      must(before === undefined ? hashes.size === 0 || head.number === 1 : before === head.previous, `block ${head.number} does not follow the block before it`);
      must(head.number !== 1 || /^0{64}$/.test(head.previous), 'the first block follows another');
    } else unchecked += 1;
    must(newest === 0 || head.number === newest + 1, `after block ${newest} comes block ${head.number}`);
    newest = head.number;
    hashes.set(head.number, head.hash);
  }
  return { hashes, newest, unchecked, unsigned };
}

function main(words) {
  const [files, headFiles, trusted] = [[], [], []];
  for (let index = 0; index < words.length; index += 1) {
    if (words[index] === '--heads') headFiles.push(words[(index += 1)]);
    else if (words[index] === '--key') trusted.push(words[(index += 1)]);
    else files.push(words[index]);
  }
  if (files.length + headFiles.length === 0) {
    console.error('node verify-proof.mjs PROOF.json... [--heads audit-heads.jsonl]... [--key FINGERPRINT]...');
    return 2;
  }
  const proofs = [];
  let failed = 0;
  const attempt = (what, work) => {
    try {
      work();
    } catch (error) {
      failed += 1;
      console.error(`${what}: DOES NOT HOLD: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  for (const file of files) {
    attempt(file, () => {
      const proof = checkProof(readFileSync(file, 'utf8'));
      must(trusted.length === 0 || trusted.includes(proof.head.key), `signed with key ${proof.head.key}, which is none of those named`);
      proofs.push({ file, ...proof });
    });
  }
  for (const file of headFiles) {
    attempt(file, () => {
      const { hashes, newest, unchecked, unsigned } = checkHeads(readFileSync(file, 'utf8'), proofs.map(({ publicDer }) => publicDer));
      for (const { file: name, head } of proofs) must(hashes.get(head.number) === head.hash, `block ${head.number} of ${name} is not among these heads`);
      console.log(file, `holds ${hashes.size} heads up to block ${newest}, each after the other (${unchecked} not checked, ${unsigned} signed with keys that are not here).`);
    });
  }
  // In the order in which they were sealed.
  for (const { file, event, leafIndex, head } of proofs.toSorted((a, b) => a.head.number - b.head.number || a.leafIndex - b.leafIndex)) {
    console.log(`${file}: holds. Event ${leafIndex + 1} of ${head.leafCount} in block ${head.number}, sealed ${head.sealedAt} with key ${head.key}.`);
    for (const [name, value] of Object.entries(event)) console.log(`  ${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`);
  }
  if (trusted.length === 0 && proofs.length > 0) console.log('Compare the fingerprint of the key with the one that the house told you, or name it with --key.');
  return failed === 0 ? 0 : 1;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
