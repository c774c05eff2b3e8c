import { Global, Module } from '@nestjs/common';
import { ErrorReports } from './error-reports.js';

/** Failures of requests and jobs alike, in every process. */
@Global()
@Module({ providers: [ErrorReports], exports: [ErrorReports] })
export class ErrorReportsModule {}
