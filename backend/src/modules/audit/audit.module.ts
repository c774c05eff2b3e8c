import { Module } from '@nestjs/common';
import './audit.errors.js';
import { AuditController } from './http/audit.controller.js';
import { SignAuditHeads } from './jobs/sign-audit-heads.job.js';
import { StartAuditVerification } from './jobs/start-audit-verification.job.js';
import { VerifyAudit } from './jobs/verify-audit.job.js';
import { AllTenantsAuditChainRepository } from './persistence/all-tenants-audit-chain.repository.js';
import { AllTenantsAuditHeadRepository } from './persistence/all-tenants-audit-head.repository.js';
import { AllTenantsAuditRepository } from './persistence/all-tenants-audit.repository.js';
import { AllTenantsAuditVerificationRepository } from './persistence/all-tenants-audit-verification.repository.js';
import { AuditEntryRepository } from './persistence/audit-entry.repository.js';
import { AuditErasure } from './services/audit-erasure.js';
import { AuditExports } from './services/audit-exports.js';
import { AuditHeadSigning } from './services/audit-head-signing.js';
import { AuditLog } from './services/audit-log.js';
import { AuditReader } from './services/audit-reader.js';
import { AuditReads } from './services/audit-reads.js';
import { AuditVerificationRuns } from './services/audit-verification-run.js';
import { AuditVerifications, VerificationDesk } from './services/audit-verifications.js';
import { AuditVerifier } from './services/audit-verifier.js';
import { ChainWriter } from './services/chain-writer.js';

@Module({
  controllers: [AuditController],
  providers: [
    AllTenantsAuditChainRepository,
    AllTenantsAuditHeadRepository,
    AllTenantsAuditRepository,
    AllTenantsAuditVerificationRepository,
    AuditEntryRepository,
    AuditErasure,
    AuditExports,
    AuditHeadSigning,
    AuditLog,
    AuditReader,
    AuditReads,
    AuditVerificationRuns,
    AuditVerifications,
    AuditVerifier,
    ChainWriter,
    SignAuditHeads,
    StartAuditVerification,
    VerificationDesk,
    VerifyAudit,
  ],
  exports: [AuditErasure, AuditExports, AuditHeadSigning, AuditLog, AuditReader, AuditReads, AuditVerifications, AuditVerifier],
})
export class AuditModule {}
