import { Readable } from 'node:stream';
import { Body, Controller, Post, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ExportReferrals } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { ReferralFiles } from '../services/referral-files.js';

/** What referral links brought the platform, to take home. */
@ApiTags('Admin')
@Controller('admin/analytics/referrals')
export class ReferralFileController {
  constructor(private readonly files: ReferralFiles) {}

  @Post('export')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: null,
    file: ['text/csv'],
    summary: 'The referrals of a range as a CSV file: over time, by channel, and every workspace whose link was used; money in minor units',
  })
  @NotWhileImpersonating()
  async export(@CurrentActor() actor: Actor, @Body({ schema: ExportReferrals }) body: ExportReferrals): Promise<StreamableFile> {
    return new StreamableFile(Readable.from(await this.files.csv(actor, body), { objectMode: false }), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="orbisvoice-referrals.csv"',
    });
  }
}
