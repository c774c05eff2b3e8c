import { instantText, type Reader } from './formats.js';

/** Which of the three: suspended is neither. */
export interface StandingKind {
  readonly isReinstated: boolean;
  readonly isBanned: boolean;
}

/** What staff did to a workspace, and when. */
export interface StandingAct {
  readonly kind: StandingKind;
  readonly reason: string;
  readonly at: Date;
  readonly workspace: Reader & { readonly company: string };
}

/** What the mail about it says of it. */
export const standingFacts = ({
  kind,
  reason,
  at,
  workspace,
}: StandingAct): StandingKind & { company: string; reason: string; at: string } => ({
  ...{ isReinstated: kind.isReinstated, isBanned: kind.isBanned },
  ...{ company: workspace.company, reason, at: instantText(at, workspace) },
});
