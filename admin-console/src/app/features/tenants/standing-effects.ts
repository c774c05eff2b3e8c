import type { StandingPreview } from '@orbisvoice/shared-dto';
import { utcDate } from '../../core/dates';
import { TIER_NAMES } from '../../core/strings';
import { STANDING } from './standing.strings';

/** What an action does, one line each; what is not there is not mentioned. */
export function standingEffects(preview: StandingPreview): readonly string[] {
  return [agents(preview), live(preview), sessions(preview), keys(preview), reports(preview), files(preview), subscription(preview)].filter(
    (line) => line !== null,
  );
}

function agents({ action, agents: { total, names } }: StandingPreview): string {
  if (total === 0) return STANDING.noAgents;
  const line = action === 'reinstate' ? STANDING.agentsStart(total) : STANDING.agentsStop(total);
  const more = total > names.length ? ` ${STANDING.andMore(total - names.length)}` : '';
  return `${line}: ${names.join(', ')}${more}`;
}

function live({ action, liveConversations }: StandingPreview): string | null {
  return action === 'reinstate' || liveConversations === 0 ? null : STANDING.live(liveConversations);
}

function sessions({ action, sessions: count }: StandingPreview): string | null {
  if (action === 'reinstate' || count === 0) return null;
  return action === 'ban' ? STANDING.sessionsEnd(count) : STANDING.sessionsStay(count);
}

function keys({ action, apiKeys }: StandingPreview): string | null {
  if (apiKeys === 0) return null;
  const words = { suspend: STANDING.keysRead, ban: STANDING.keysDead, reinstate: STANDING.keysWork };
  return words[action](apiKeys);
}

function reports({ action, reportSchedules: count }: StandingPreview): string | null {
  if (count === 0) return null;
  return action === 'reinstate' ? STANDING.reportsGo(count) : STANDING.reportsRest(count);
}

function files({ action, unfinishedExports: count }: StandingPreview): string | null {
  if (action === 'reinstate' || count === 0) return null;
  return action === 'ban' ? STANDING.exportsLost(count) : STANDING.exportsFinish(count);
}

function subscription({ action, subscription: { tier, currentPeriodEnd, endsAtPeriodEnd } }: StandingPreview): string | null {
  if (action === 'reinstate' || tier === 'free' || currentPeriodEnd === null) return null;
  const plan = TIER_NAMES[tier];
  return endsAtPeriodEnd ? STANDING.subscriptionEnds(plan, utcDate(currentPeriodEnd)) : STANDING.subscriptionStays(plan);
}
