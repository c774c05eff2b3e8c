import type { Routes } from '@angular/router';
import { S } from '../../strings';

const routes: Routes = [
  { path: '', title: S.nav.conversations, loadComponent: () => import('./pages/conversations.page') },
  { path: ':id', title: S.titles.conversation, loadComponent: () => import('./pages/conversation.page') },
];

export default routes;
