import { Initial1764000000000 } from './1764000000000-initial.js';
import { UsageFunctions1764000001000 } from './1764000001000-usage-functions.js';
import { LoginAttempts1764000100000 } from './1764000100000-login-attempts.js';
import { BillingShape1764000200000 } from './1764000200000-billing-shape.js';
import { UsageOverage1764000300000 } from './1764000300000-usage-overage.js';
import { StripeInbox1764000400000 } from './1764000400000-stripe-inbox.js';
import { Invoices1764000500000 } from './1764000500000-invoices.js';
import { Reconciliation1764000600000 } from './1764000600000-reconciliation.js';
import { UsageLevels1764000800000 } from './1764000800000-usage-levels.js';
import { OverageItem1764000900000 } from './1764000900000-overage-item.js';
import { EmailEngine1764001000000 } from './1764001000000-email-engine.js';
import { EmailLanes1764001100000 } from './1764001100000-email-lanes.js';
import { EmailBounces1764001200000 } from './1764001200000-email-bounces.js';
import { KnownDevices1764001400000 } from './1764001400000-known-devices.js';
import { EmailDesk1764001500000 } from './1764001500000-email-desk.js';
import { EmailDoubt1764001600000 } from './1764001600000-email-doubt.js';
import { AuditChain1764002000000 } from './1764002000000-audit-chain.js';
import { TenantStanding1764002100000 } from './1764002100000-tenant-standing.js';
import { Impersonations1764002110000 } from './1764002110000-impersonations.js';
import { StripeHandOver1764002900000 } from './1764002900000-stripe-hand-over.js';
import { LimitAdjustments1764003100000 } from './1764003100000-limit-adjustments.js';
import { TenantListing1764003200000 } from './1764003200000-tenant-listing.js';
import { PlatformHours1764003210000 } from './1764003210000-platform-hours.js';
import { TenantViewsAndBulk1764003220000 } from './1764003220000-tenant-views-and-bulk.js';
import { AuditActorKind1764003230000 } from './1764003230000-audit-actor-kind.js';
import { UsersDirectory1764003300000 } from './1764003300000-users-directory.js';
import { StaffByTwo1764003310000 } from './1764003310000-staff-by-two.js';
import { SystemHistory1764003400000 } from './1764003400000-system-history.js';
import { QueueDesk1764003500000 } from './1764003500000-queue-desk.js';
import { SecurityAlerts1764003600000 } from './1764003600000-security-alerts.js';
import { Search1764003700000 } from './1764003700000-search.js';
import { LimitsInFlight1764003900000 } from './1764003900000-limits-in-flight.js';
import { AlertActs1764003910000 } from './1764003910000-alert-acts.js';
import { TenantListingOneCurrency1764003920000 } from './1764003920000-tenant-listing-one-currency.js';
import { TenantBulkKeeps1764003921000 } from './1764003921000-tenant-bulk-keeps.js';
import { ConversationRollups1764004000000 } from './1764004000000-conversation-rollups.js';
import { ToolUsage1764004100000 } from './1764004100000-tool-usage.js';
import { ToolUsageKept1764004101000 } from './1764004101000-tool-usage-kept.js';
import { ReferralVisits1764004110000 } from './1764004110000-referral-visits.js';
import { WidgetVisits1764004200000 } from './1764004200000-widget-visits.js';
import { VisitorIndex1764004210000 } from './1764004210000-visitor-index.js';
import { Exports1764004300000 } from './1764004300000-exports.js';
import { ReportSchedules1764004400000 } from './1764004400000-report-schedules.js';
import { AlertOwners1764004500000 } from './1764004500000-alert-owners.js';
import { StaffChangeFallen1764004501000 } from './1764004501000-staff-change-fallen.js';
import { PastUnbound1764004600000 } from './1764004600000-past-unbound.js';
import { PastFilled1764004601000 } from './1764004601000-past-filled.js';
import { PastBound1764004602000 } from './1764004602000-past-bound.js';
import { ToolUsageIndexes1764004603000 } from './1764004603000-tool-usage-indexes.js';
import { StripeBodies1764005000000 } from './1764005000000-stripe-bodies.js';
import { VisitRetention1764005200000 } from './1764005200000-visit-retention.js';
import { AuditTraces1764005600000 } from './1764005600000-audit-traces.js';
import { AuditNews1764005610000 } from './1764005610000-audit-news.js';
import { RevenueChecks1764005700000 } from './1764005700000-revenue-checks.js';
import { AuditNewsSeq1764005701000 } from './1764005701000-audit-news-seq.js';
import { EngagementRollups1764005800000 } from './1764005800000-engagement-rollups.js';
import { EngagementMarked1764005801000 } from './1764005801000-engagement-marked.js';
import { Webhooks1764005820000 } from './1764005820000-webhooks.js';
import { ResponseStages1764005830000 } from './1764005830000-response-stages.js';
import { TurnStages1764005831000 } from './1764005831000-turn-stages.js';
import { StageRollups1764005832000 } from './1764005832000-stage-rollups.js';
import { ToolAttempts1764005840000 } from './1764005840000-tool-attempts.js';
import { ToolAttemptsChecked1764005841000 } from './1764005841000-tool-attempts-checked.js';
import { ToolAttemptsIndexes1764005842000 } from './1764005842000-tool-attempts-indexes.js';
import { ToolUsageIndexDropped1764005843000 } from './1764005843000-tool-usage-index-dropped.js';
import { RollupVersions1764005844000 } from './1764005844000-rollup-versions.js';

/** Every migration, oldest first. */
export const MIGRATIONS = [
  Initial1764000000000,
  UsageFunctions1764000001000,
  LoginAttempts1764000100000,
  BillingShape1764000200000,
  UsageOverage1764000300000,
  StripeInbox1764000400000,
  Invoices1764000500000,
  Reconciliation1764000600000,
  UsageLevels1764000800000,
  OverageItem1764000900000,
  EmailEngine1764001000000,
  EmailLanes1764001100000,
  EmailBounces1764001200000,
  KnownDevices1764001400000,
  EmailDesk1764001500000,
  EmailDoubt1764001600000,
  AuditChain1764002000000,
  TenantStanding1764002100000,
  Impersonations1764002110000,
  StripeHandOver1764002900000,
  LimitAdjustments1764003100000,
  TenantListing1764003200000,
  PlatformHours1764003210000,
  TenantViewsAndBulk1764003220000,
  AuditActorKind1764003230000,
  UsersDirectory1764003300000,
  StaffByTwo1764003310000,
  SystemHistory1764003400000,
  QueueDesk1764003500000,
  SecurityAlerts1764003600000,
  Search1764003700000,
  LimitsInFlight1764003900000,
  AlertActs1764003910000,
  TenantListingOneCurrency1764003920000,
  TenantBulkKeeps1764003921000,
  ConversationRollups1764004000000,
  ToolUsage1764004100000,
  ToolUsageKept1764004101000,
  ReferralVisits1764004110000,
  WidgetVisits1764004200000,
  VisitorIndex1764004210000,
  Exports1764004300000,
  ReportSchedules1764004400000,
  AlertOwners1764004500000,
  StaffChangeFallen1764004501000,
  PastUnbound1764004600000,
  PastFilled1764004601000,
  PastBound1764004602000,
  ToolUsageIndexes1764004603000,
  StripeBodies1764005000000,
  VisitRetention1764005200000,
  AuditTraces1764005600000,
  AuditNews1764005610000,
  RevenueChecks1764005700000,
  AuditNewsSeq1764005701000,
  EngagementRollups1764005800000,
  EngagementMarked1764005801000,
  Webhooks1764005820000,
  ResponseStages1764005830000,
  TurnStages1764005831000,
  StageRollups1764005832000,
  ToolAttempts1764005840000,
  ToolAttemptsChecked1764005841000,
  ToolAttemptsIndexes1764005842000,
  ToolUsageIndexDropped1764005843000,
  RollupVersions1764005844000,
];

/** Their names, as the database records them: a field of the instance. */
export const MIGRATION_NAMES: readonly string[] = MIGRATIONS.map((Migration) => new Migration().name);
