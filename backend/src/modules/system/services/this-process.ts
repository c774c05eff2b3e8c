import { hostname } from 'node:os';
import { Inject, Injectable } from '@nestjs/common';
import { type ProcessKind } from '@orbisvoice/shared-dto/values';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { newId } from '../../../platform/database/ids.js';
import { type ProcessIdentity } from '../persistence/all-tenants-process.repository.js';

/** Injection token: what this process is for. */
export const PROCESS_KIND = Symbol('kind of process');

/** Who this process is: a new one at every start, so that a restart is seen. */
@Injectable()
export class ThisProcess implements ProcessIdentity {
  readonly id = newId();
  readonly host = hostname();
  readonly pid = process.pid;
  readonly nodeVersion = process.versions.node;
  readonly version: string;
  readonly startedAt: Date;

  constructor(
    @Inject(PROCESS_KIND) readonly kind: ProcessKind,
    config: Config,
    clock: Clock,
  ) {
    this.version = config.system.version;
    this.startedAt = clock.now();
  }
}
