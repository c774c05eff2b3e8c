import { ReportSchedule, ReportSchedulePage } from '@orbisvoice/shared-dto';
import { simpleParser } from 'mailparser';
import type { InboxMessage } from '../../sandbox/mail/index.js';
import { RunReports } from '../../src/modules/reports/jobs/run-reports.job.js';
import type { TestApp, TestOwner } from '../harness/app.js';

/** A schedule of somebody's. */
export async function schedule(app: TestApp, owner: TestOwner, over: object = {}): Promise<ReportSchedule> {
  const body = { name: 'Weekly figures', frequency: 'weekly', timeZone: 'Europe/Berlin', recipients: [owner.email], ...over };
  const answer = await app.request('POST', '/report-schedules', { token: owner.token, body });
  return ReportSchedule.parse(answer.body);
}

/** The schedule as it is shown now. */
export async function shown(app: TestApp, owner: TestOwner, id: string): Promise<ReportSchedule> {
  const { body } = await app.request('GET', '/report-schedules', { token: owner.token });
  const found = ReportSchedulePage.parse(body).items.find((item) => item.id === id);
  if (!found) throw new Error(`no schedule ${id}`);
  return found;
}

/** Lets a schedule's hour come, as if nobody had looked since `ago` days. */
export async function makeDue(app: TestApp, id: string, ago = 0): Promise<void> {
  await app.owner.query(`update report_schedules set next_run_at = now() - make_interval(days => $2, secs => 1) where id = $1`, [id, ago]);
}

/** One look of a scheduler, and everything that follows from it. */
export async function runReports(app: TestApp): Promise<void> {
  await app.get(RunReports).run();
  await app.settle();
}

/** The PDF that came with a mail. */
export async function pdfOf(mail: InboxMessage | undefined): Promise<Buffer> {
  const parsed = await simpleParser(mail?.source ?? '');
  const file = parsed.attachments.find(({ contentType }) => contentType === 'application/pdf');
  if (!file) throw new Error('no PDF came with the mail');
  return file.content;
}
