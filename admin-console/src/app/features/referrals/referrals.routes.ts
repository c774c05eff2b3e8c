import type { Routes } from '@angular/router';
import { ReferralsPage } from './pages/referrals.page';
import { REFERRALS } from './referrals.strings';

export const REFERRALS_ROUTES: Routes = [{ path: '', pathMatch: 'full', title: REFERRALS.title, component: ReferralsPage }];
