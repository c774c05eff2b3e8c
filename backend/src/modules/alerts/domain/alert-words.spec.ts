import { subjectText } from './alert-words.js';

it.each([
  [{ subjectKind: 'user', subjectId: 'u1', tenantName: 'Northwind' }, 'a person of Northwind'],
  [{ subjectKind: 'network', subjectId: '203.0.113.0/24', tenantName: null }, 'network 203.0.113.0/24'],
  [{ subjectKind: 'system', subjectId: 'loop_lag', tenantName: null, named: null }, 'the platform'],
  [{ subjectKind: 'system', subjectId: 'services_down', tenantName: null, named: 'calendar, crm' }, 'calendar, crm'],
] as const)('whom %j is about is %s', (subject, text) => expect(subjectText(subject)).toBe(text));
