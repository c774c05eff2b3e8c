import { deviceName as familyOf } from '@orbisvoice/shared-dto/values';
import { S } from './account.strings';

/** "Firefox on Windows", as the mail about a new sign-in calls it; what is no browser is shown by what it says of itself. */
export const deviceName = (userAgent: string | null): string =>
  userAgent ? (familyOf(userAgent) ?? userAgent.slice(0, 60)) : S.sessions.unknown;
