import type { Routes } from '@angular/router';
import { AUDIT } from './audit.strings';
import { AuditPage } from './pages/audit.page';

export const AUDIT_ROUTES: Routes = [{ path: '', title: AUDIT.title, component: AuditPage }];
