import type { AuditEntry } from '@orbisvoice/shared-dto';
import { NAMELESS, S } from './audit.strings';

type Who = Pick<AuditEntry, 'actorKind' | 'actorName' | 'impersonatorId' | 'impersonatorName'>;

/** Who did it, in a customer's words. Staff are always called staff, also when they acted as somebody of the workspace. */
export function actorWords({ actorKind, actorName, impersonatorId, impersonatorName }: Who): string {
  if (impersonatorId !== null) return S.actingAs(impersonatorName, actorName);
  if (actorKind === 'staff') return S.staff(actorName);
  return actorName ?? NAMELESS[actorKind];
}

/** Why staff did it, where they had to say so. */
export function reasonOf({ changes }: Pick<AuditEntry, 'changes'>): string | null {
  const reason = changes['reason'];
  const said: unknown = typeof reason === 'object' && reason !== null && 'after' in reason ? reason.after : reason;
  return typeof said === 'string' && said !== '' ? said : null;
}
