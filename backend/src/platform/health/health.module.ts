import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { Readiness } from './readiness.js';
import { SchemaVersion } from './schema-version.js';

@Module({ controllers: [HealthController], providers: [SchemaVersion, Readiness] })
export class HealthModule {}
