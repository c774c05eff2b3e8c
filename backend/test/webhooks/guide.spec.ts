import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  WEBHOOK_DISABLED_AFTER_HOURS,
  WEBHOOK_EVENTS,
  WEBHOOK_KEPT_DAYS,
  WEBHOOK_RETRY_SECONDS,
  WEBHOOK_SECRET_OVERLAP_HOURS,
  WEBHOOK_TIMEOUT_SECONDS,
  WEBHOOK_TRY_ERRORS,
  WEBHOOK_WARNED_AFTER_HOURS,
} from '@orbisvoice/shared-dto/values';
import { EVENT_MEANINGS } from '../../src/modules/webhooks/domain/event-meanings.js';
import { describedWebhooks } from '../../src/modules/webhooks/http/webhook-descriptions.js';

const GUIDE = join(__dirname, '../../../docs/guides/webhooks.md');
const SAMPLES = /(?<=```jsonl\n)[^]*?(?=```)/;

/** The message of each event as the API document shows it, a line each. */
const samples = (): string =>
  Object.values(describedWebhooks())
    .map(({ post }) => {
      const body = post?.requestBody;
      if (!body || !('content' in body)) throw new Error('a webhook without a body');
      return `${JSON.stringify(body.content['application/json']?.example)}\n`;
    })
    .join('');

/** Seconds as people say them. */
function spanText(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3_600 ? `${seconds / 60} min` : `${seconds / 3_600} h`;
}

describe('the guide to webhooks', () => {
  const guide = (): string => readFileSync(GUIDE, 'utf8');
  /** Words only: tables are padded and lines broken by the formatter. */
  const said = (): string => guide().replace(/\s+/g, ' ');

  it('names every event, and when it is told', () => {
    expect(WEBHOOK_EVENTS.filter((event) => !said().includes(`| \`${event}\` | ${EVENT_MEANINGS[event]} |`))).toEqual([]);
  });

  it('shows a sample of each, as a test of an endpoint sends it', () => {
    if (process.env['UPDATE_SNAPSHOTS']) writeFileSync(GUIDE, guide().replace(SAMPLES, samples()));
    expect(SAMPLES.exec(guide())?.[0].split('\n')).toEqual(samples().split('\n'));
  });

  it('explains every reason of a try that came to nothing', () => {
    expect(WEBHOOK_TRY_ERRORS.filter((error) => !said().includes(`| \`${error}\` |`))).toEqual([]);
  });

  it('says the figures that are', () => {
    const pauses = WEBHOOK_RETRY_SECONDS.map(spanText);
    expect(said()).toContain(`${pauses.slice(0, -1).join(', ')} and ${pauses.at(-1)}`);
    expect(said()).toContain(`2xx within ${WEBHOOK_TIMEOUT_SECONDS} seconds`);
    expect(said()).toContain(`for ${WEBHOOK_WARNED_AFTER_HOURS} hours is told to the owners`);
    expect(said()).toContain(`after ${WEBHOOK_DISABLED_AFTER_HOURS} hours without a success`);
    expect(said()).toContain(`for ${WEBHOOK_SECRET_OVERLAP_HOURS} hours every message carries the signatures of both`);
    expect(said()).toContain(`sent again, for ${WEBHOOK_KEPT_DAYS} days`);
  });
});
