import { Controller, Get, Headers, HttpStatus, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { attachment } from '../../../platform/storage/file-storage.js';
import { ExportDownloads, type OpenedFile } from '../services/export-downloads.js';

/** Headers that ask for a part of a file. */
interface RangeHeaders {
  readonly range?: string;
  readonly 'if-range'?: string;
}

/** The files themselves, where they are kept in a folder. The link is the right to them. */
@ApiTags('Exports')
@Controller('exports/files')
export class ExportFileController {
  constructor(private readonly downloads: ExportDownloads) {}

  @Get(':token')
  @ApiEndpoint({
    public: true,
    ok: null,
    file: ['text/csv', 'application/jsonl', 'application/pdf'],
    errors: ['exports.link_invalid'],
    summary: 'The file of a download link; a part of it with `Range`',
  })
  async file(
    @Param('token') token: string,
    @Headers() { range, 'if-range': ifRange }: RangeHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | string> {
    const opened = await this.downloads.open(token, { range, ifRange });
    if ('beyond' in opened) {
      void reply.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE).header('content-range', `bytes */${opened.beyond}`);
      return '';
    }
    // as it is, with its length: the rest of a download that broke off could not be asked for of a compressed one
    reply.request.headers['x-no-compression'] = 'true';
    void reply.headers(headersOf(opened));
    if (opened.range) void reply.status(HttpStatus.PARTIAL_CONTENT);
    const length = opened.range ? opened.range.end - opened.range.start + 1 : opened.size;
    return new StreamableFile(opened.body, { type: opened.contentType, disposition: attachment(opened.fileName), length });
  }
}

const headersOf = ({ range, size, tag }: OpenedFile): Record<string, string> => ({
  'accept-ranges': 'bytes',
  etag: tag,
  ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${size}` }),
});
