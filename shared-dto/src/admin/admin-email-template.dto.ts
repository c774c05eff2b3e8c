import * as z from 'zod';
import { EMAIL_CATEGORIES, EMAIL_TRANSPORTS } from '../values/statuses.js';

/** A template with its sample, as the gallery shows it. */
export const AdminEmailTemplate = z
  .object({
    name: z.string(),
    category: z.enum(EMAIL_CATEGORIES),
    subject: z.string().describe('Of the sample'),
    preview: z.string().describe('What inboxes show beside the subject'),
    version: z.string().describe('Hash of its sources'),
    hasOneTimeLink: z.boolean(),
    pageUrl: z.string().describe('Where the sample can be framed for some minutes; `?scheme=light` or `dark`'),
  })
  .meta({ id: 'AdminEmailTemplate' });
export type AdminEmailTemplate = z.infer<typeof AdminEmailTemplate>;

export const AdminEmailTemplateList = z.object({ items: z.array(AdminEmailTemplate) }).meta({ id: 'AdminEmailTemplateList' });
export type AdminEmailTemplateList = z.infer<typeof AdminEmailTemplateList>;

export const AdminEmailTemplateDetail = AdminEmailTemplate.extend({
  html: z.string(),
  text: z.string(),
  htmlBytes: z.int(),
}).meta({ id: 'AdminEmailTemplateDetail' });
export type AdminEmailTemplateDetail = z.infer<typeof AdminEmailTemplateDetail>;

export const TemplateNameParam = z.strictObject({ name: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/, 'a template name') });
export type TemplateNameParam = z.infer<typeof TemplateNameParam>;

/** What the mail server said to a test. Only `accepted` is on its way. */
export const TestEmailResult = z
  .object({
    outcome: z.enum(['accepted', 'deferred', 'rejected']),
    to: z.string().describe('The address of whoever asked'),
    subject: z.string(),
    transport: z.enum(EMAIL_TRANSPORTS).nullable(),
    detail: z.string().nullable(),
  })
  .meta({ id: 'TestEmailResult' });
export type TestEmailResult = z.infer<typeof TestEmailResult>;

/** A page of a mail, named by a sealed ticket that lasts some minutes. */
export const EmailPreviewParam = z.strictObject({ ticket: z.string().min(1).max(400) });
export type EmailPreviewParam = z.infer<typeof EmailPreviewParam>;
export const EmailPreviewQuery = z.strictObject({ scheme: z.enum(['light', 'dark']).default('light') });
export type EmailPreviewQuery = z.infer<typeof EmailPreviewQuery>;
