import type { MrrMovementKind } from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';

/** What recurring revenue can do, in words and in how good that is. */
export const MOVEMENT_NAMES: Readonly<Record<MrrMovementKind, { readonly label: string; readonly tone: Tone }>> = {
  new: { label: 'New', tone: 'success' },
  expansion: { label: 'Expansion', tone: 'success' },
  contraction: { label: 'Contraction', tone: 'warning' },
  churn: { label: 'Churn', tone: 'danger' },
  reactivation: { label: 'Reactivation', tone: 'success' },
};
