import type { Routes } from '@angular/router';
import { AUDIT, INTEGRITY } from './audit.strings';
import { AuditFrame } from './pages/audit.frame';
import { AuditPage } from './pages/audit.page';
import { IntegrityPage } from './pages/integrity.page';

export const AUDIT_ROUTES: Routes = [
  {
    path: '',
    component: AuditFrame,
    children: [
      { path: '', pathMatch: 'full', title: AUDIT.title, component: AuditPage },
      { path: 'integrity', title: INTEGRITY.title, component: IntegrityPage },
    ],
  },
];
