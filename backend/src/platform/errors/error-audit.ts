import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { unregisteredCodes } from './error-registry.js';

/** Refuses to start while a code of the closed list has no status: it would leave as a 500. */
@Injectable()
export class ErrorAudit implements OnApplicationBootstrap {
  onApplicationBootstrap(): void {
    const missing = unregisteredCodes();
    if (missing.length > 0) throw new Error(`error codes without a status: ${missing.join(', ')}`);
  }
}
