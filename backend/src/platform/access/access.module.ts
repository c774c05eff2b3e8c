import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AuthenticatorRegistry } from './authenticator.js';
import { RouteAudit } from './route-audit.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [AuthenticatorRegistry, AccessGuard, RouteAudit],
  exports: [AuthenticatorRegistry, AccessGuard, RouteAudit],
})
export class AccessModule {}
