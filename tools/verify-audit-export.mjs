// Checks an export of one tenant's audit log (JSON lines) without any code of OrbisVoice:
//   node verify-audit-export.mjs audit.jsonl [heads.jsonl public-key.pem]
import { createHash, verify } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [file, headsFile, keyFile] = process.argv.slice(2);
const lines = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const fail = (seq, why) => {
  console.log(`entry ${seq}: ${why}`);
  process.exit(1);
};

/** What an entry says in the open; the rest is under keys. */
const PLAIN = ['id', 'tenantId', 'seq', 'action', 'actorKind', 'actorId', 'impersonatorId', 'targetType', 'targetId', 'traceId'];

let [seq, link, tenant] = [0, Buffer.alloc(64), null];
const hashes = new Map();
for await (const line of createInterface({ input: createReadStream(file) })) {
  const entry = JSON.parse(line);
  const said = JSON.parse(entry.canonical);
  tenant ??= said.tenantId;
  seq += 1;
  if (said.seq !== seq || said.tenantId !== tenant) fail(seq, 'missing, or out of its place');
  if (PLAIN.some((field) => said[field] !== entry[field]) || !said.at.startsWith(entry.at.slice(0, -1)))
    fail(seq, 'says something else than its canonical form');
  const hash = createHash('sha256').update(link).update(entry.canonical, 'utf8').digest('hex');
  if (hash !== entry.hash) fail(seq, 'was changed, or one before it');
  link = Buffer.from(entry.hash + entry.mac, 'hex');
  hashes.set(seq, hash);
}
for (const head of headsFile ? lines(headsFile).filter((one) => one.tenantId === tenant) : []) {
  const { at, hash, seq: place, tenantId, signature } = head;
  const signed = JSON.stringify({ at, hash, kind: 'orbisvoice audit head', seq: place, tenantId });
  if (!verify(null, Buffer.from(signed), readFileSync(keyFile), Buffer.from(signature, 'base64')))
    fail(place, 'the head is not signed with this key');
  if (hashes.get(place) !== hash) fail(place, 'is not what was signed: cut or written anew');
}
console.log(`${seq} entries, intact`);
