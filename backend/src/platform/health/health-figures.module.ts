import { Global, Module } from '@nestjs/common';
import { HealthFigures } from './health-figures.js';

/** The figures of the health report, in every process: modules add to them wherever they run. */
@Global()
@Module({ providers: [HealthFigures], exports: [HealthFigures] })
export class HealthFiguresModule {}
