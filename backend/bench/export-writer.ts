import 'reflect-metadata';
import { PassThrough } from 'node:stream';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { applicationImports } from '../src/app.module.js';
import { DatasetSources } from '../src/modules/exports/index.js';
import { tenantIdOf } from '../src/platform/access/tenant-id.js';
import { readSettings } from '../src/platform/config/settings.js';
import { FileStorage } from '../src/platform/storage/file-storage.js';

/** One export by the product's own parts, in a process of its own: what it printed is what it took. */
const [tenantId = '', key = ''] = process.argv.slice(2);

@Module({})
class BenchModule {}

const app = await NestFactory.createApplicationContext(
  { module: BenchModule, imports: applicationImports(readSettings(process.env)) },
  { logger: ['error', 'fatal'] },
);
const source = app.get(DatasetSources, { strict: false }).of('conversations');
if (!source) throw new Error('nobody writes conversations');
const entrance = new PassThrough({ highWaterMark: 262_144 });
const before = process.memoryUsage.rss();
let peak = before;
const watching = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
const begun = performance.now();
let firstByte = 0;
entrance.once('data', () => (firstByte = performance.now() - begun));
const signal = new AbortController().signal;
const storing = app.get(FileStorage, { strict: false }).put(key, entrance, { contentType: 'text/csv' }, signal);
const request = {
  exportId: key,
  tenantId: tenantIdOf(tenantId),
  dataset: 'conversations',
  format: 'csv',
  filters: {},
  timeZone: 'UTC',
  askedAt: new Date(),
} as const;
const rows = await source.write(request, { stream: entrance, signal, progress: () => undefined });
// as the product's own writer does: a source may leave it open
if (!entrance.writableEnded) entrance.end();
await storing;
const ms = performance.now() - begun;
clearInterval(watching);
process.stdout.write(JSON.stringify({ rows, ms, firstByte, rssBefore: before, rssPeak: peak, cpuMs: process.cpuUsage().user / 1_000 }));
await app.close();
