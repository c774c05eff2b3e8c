import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import nodemailer from 'nodemailer';
import { EmailBell } from '../src/modules/email/services/email-bell.js';
import { TemplateRenderer } from '../src/modules/email/services/template-renderer.js';
import { readSettings } from '../src/platform/config/settings.js';
import { newId } from '../src/platform/database/ids.js';
import { Metrics } from '../src/platform/metrics/metrics.js';
import { WorkerModule } from '../src/worker.module.js';
import { type CountedWork, serveCounted } from './bench-process.js';
import { MAILS, recipientOf } from './email-mails.js';

/** The limit is Nodemailer with ready content; the product is the worker as it ships. `GET /<n>` sends n mails and answers the seconds it took. */
export type EmailMode = 'bare' | 'product';

/** What the transport of the product asks for, and nothing else. */
const POOL = { pool: true, maxConnections: 5, maxMessages: 200 } as const;

/** As long as the product's: tokens of 43 characters. */
const LINKS = {
  preferencesUrl: `https://portal.example/unsubscribe/${'t'.repeat(43)}/preferences`,
  unsubscribeUrl: `https://portal.example/unsubscribe/${'t'.repeat(43)}`,
} as const;

function bare(): CountedWork {
  const transporter = nodemailer.createTransport({ url: process.env['EMAIL_SMTP_URL'], ...POOL });
  const renderer = new TemplateRenderer();
  const ready = MAILS.map(({ template, data }) => renderer.render(template, { ...data, ...LINKS }));
  const send = (index: number) => {
    const id = newId();
    const headers = { 'Auto-Submitted': 'auto-generated', 'X-Entity-Ref-ID': id, 'X-Orbis-Template': 'bench' };
    const to = { name: '', address: recipientOf(index) };
    return transporter.sendMail({
      from: 'OrbisVoice <hello@orbisvoice.example>',
      to,
      ...ready[index % ready.length],
      messageId: `<${id}@bench.example>`,
      headers,
    });
  };
  return {
    run: async (mails) => void (await Promise.all(Array.from({ length: mails }, (_, index) => send(index)))),
    stop: async () => transporter.close(),
  };
}

async function product(): Promise<CountedWork> {
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(readSettings(process.env)), { logger: false });
  const counter = app.get(Metrics).registry.getSingleMetric('orbis_emails_tried_total');
  const marked = async (): Promise<number> => (await counter?.get())?.values.find(({ labels }) => labels['outcome'] === 'sent')?.value ?? 0;
  let ordered = 0;
  return {
    // a mail counts when its row says that it was sent
    run: async (mails) => {
      ordered += mails;
      app.get(EmailBell, { strict: false }).ring();
      while ((await marked()) < ordered) await sleep(10);
    },
    stop: () => app.close(),
  };
}

serveCounted(process.argv[2] === 'bare' ? bare() : await product());
