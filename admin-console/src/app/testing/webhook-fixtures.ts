import type { WebhookDelivery, WebhookDeliveryList, WebhookEndpoint } from '@orbisvoice/shared-dto';

const AT = '2026-03-04T10:00:00.000Z';
const id = (n: number): string => `0195f3c0-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** As staff get them: without path and query of the address. */
export const anEndpoint = (over: Partial<WebhookEndpoint> = {}): WebhookEndpoint => ({
  ...{ id: id(701), url: 'https://hooks.northwind.example', description: 'CRM', events: ['agent.created'], isEnabled: true },
  ...{ disabledReason: null, disabledAt: null, failingSince: null, previousSecretUntil: null, createdAt: AT },
  ...{ lastDelivery: { at: AT, status: 'succeeded' }, health: { succeeded: 12, failed: 0, pending: 0 } },
  ...over,
});

export const aDelivery = (over: Partial<WebhookDelivery> = {}): WebhookDelivery => ({
  ...{ id: id(711), endpointId: id(701), messageId: id(721), event: 'agent.created', status: 'succeeded', isTest: false, tries: 1 },
  ...{ nextTryAt: null, lastTriedAt: AT, responseStatus: 204, error: null, occurredAt: AT, createdAt: AT },
  ...over,
});

export const aDeliveryList = (items = [aDelivery()], next: string | null = null): WebhookDeliveryList => ({ items, next });
