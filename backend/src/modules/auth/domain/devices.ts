import { deviceName } from '@orbisvoice/shared-dto/values';

interface RequestOrigin {
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly country?: string | null;
}

/** Where a request came from, as an event tells it. */
export const whereabouts = ({ ip, userAgent, country = null }: RequestOrigin) => ({ device: deviceName(userAgent), ip, country });
