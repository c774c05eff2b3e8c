import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aTenantDetail } from '../../../testing/fixtures';
import { TenantAgentsPage } from './tenant-agents.page';

const ID = '0195f3c0-0000-7000-8000-000000000100';
const PATH = `admin/tenants/${ID}`;
const anAgent = (name: string, over = {}) => ({
  id: ID,
  name,
  isActive: true,
  createdAt: '2026-01-01T00:00:00.000Z',
  lastConversationAt: null,
  conversations30Days: 0,
  ...over,
});

describe('TenantAgentsPage', () => {
  const open = async () => {
    const view = await PageHarness.open(TenantAgentsPage, {
      path: 'tenants/:id/agents',
      url: `/tenants/${ID}/agents`,
      me: { isAdmin: true },
    });
    await view.answer('GET', PATH, aTenantDetail());
    return view;
  };

  it('shows which agents answer and when each talked last', async () => {
    const view = await open();
    const quiet = anAgent('Night desk', { id: '0195f3c0-0000-7000-8000-000000000101', isActive: false });
    const items = [anAgent('Reception', { lastConversationAt: '2026-03-04T09:00:00.000Z', conversations30Days: 1_234 }), quiet];
    await view.answer('GET', `${PATH}/agents`, { items, total: 250 });
    const [first, second] = [...view.find('tbody').querySelectorAll('tr')].map((row) => row.textContent ?? '');
    expect(first).toMatch(/Reception.*Active.*1,234/s);
    expect(second).toMatch(/Night desk.*Inactive.*Never/s);
    expect(view.text).toContain('The 2 that talked last of 250.');
  });

  it('says when there is none, and when it cannot be read', async () => {
    const view = await open();
    await view.refuse('GET', `${PATH}/agents`, aProblem('service.internal', 500));
    await view.click('Try again');
    await view.answer('GET', `${PATH}/agents`, { items: [], total: 0 });
    expect(view.text).toContain('No agent yet');
  });
});
