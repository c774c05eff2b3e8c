import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { Agent } from '@orbisvoice/shared-dto';
import { ConfirmService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness, aProblem } from '@orbisvoice/shared-ui/testing';
import { anAgent } from '../../../testing/factories';
import { describePageStates } from '../../../testing/page-states';
import { bodyOf, draftOf, readableOn } from '../agent-draft';
import AgentPage from './agent.page';

const EMBED = { html: '<script src="/widget.js"></script>', publicKey: 'pk_1', scriptUrl: '/widget.js' };

describe('agent page', () => {
  describePageStates(AgentPage, 'agents/a1', { path: 'page/:id', url: '/page/a1' });

  async function open(agent: Agent, role: 'owner' | 'member' = 'owner') {
    const page = await PageHarness.open(AgentPage, { path: 'page/:id', url: `/page/${agent.id}`, role });
    await page.answer('GET', `agents/${agent.id}`, agent);
    await page.answer('GET', `agents/${agent.id}/embed`, EMBED);
    return page;
  }

  it('shows the agent, its preview and the code to paste', async () => {
    const page = await open(
      anAgent({ name: 'Reception', greeting: 'Good day!', widget: { position: 'bottom-left', colour: '#37cbea', isOpen: true } }),
    );
    expect(page.find<HTMLInputElement>('[name="name"]').value).toBe('Reception');
    expect(page.find('ov-widget-preview').textContent).toContain('Good day!');
    expect(page.find('.site').dataset['position']).toBe('bottom-left');
    expect(page.find('ov-embed-card code').textContent).toBe(EMBED.html);
  });

  it('draws the preview while one types', async () => {
    const page = await open(anAgent({ widget: { position: 'bottom-right', colour: '#0b1b3b', isOpen: true } }));
    await page.type('greeting', 'Welcome!');
    expect(page.find('ov-widget-preview').textContent).toContain('Welcome!');
    expect(page.page.hasUnsaved()).toBe(true);
  });

  it('saves tools and websites with the rest, and is clean afterwards', async () => {
    const agent = anAgent();
    const page = await open(agent);
    await page.click('Add tool');
    await page.type('tools.0.name', 'find_slot');
    await page.type('tools.0.description', 'Finds a free time');
    await page.click('Add website');
    await page.type('allowedOrigins.0', 'https://example.com');
    await page.submit();
    const tools = [{ name: 'find_slot', description: 'Finds a free time' }];
    const { request } = await page.answer('PATCH', `agents/${agent.id}`, { ...agent, tools, allowedOrigins: ['https://example.com'] });
    expect(request.body).toMatchObject({ tools, allowedOrigins: ['https://example.com'] });
    expect(page.page.hasUnsaved()).toBe(false);
  });

  it('puts the errors of the API at the right tool', async () => {
    const agent = anAgent({
      tools: [
        { name: 'a_tool', description: 'x' },
        { name: 'a_tool', description: 'y' },
      ],
    });
    const page = await open(agent);
    await page.submit();
    const fields = [{ path: 'tools.1.name', rule: 'unique', message: 'is used twice' }];
    await page.refuse('PATCH', `agents/${agent.id}`, aProblem('request.invalid', 422, { fields }));
    expect(page.find('[name="tools.1.name"]').getAttribute('aria-invalid')).toBe('true');
    expect(page.find('[name="tools.0.name"]').getAttribute('aria-invalid')).toBeNull();
  });

  it('creates an agent and goes to its page', async () => {
    const page = await PageHarness.open(AgentPage);
    await page.type('name', 'Booking desk');
    await page.type('systemPrompt', 'You take bookings.');
    await page.submit();
    const created = anAgent({ name: 'Booking desk' });
    const { request } = await page.answer('POST', 'agents', created);
    expect(request.body).toMatchObject({ name: 'Booking desk', systemPrompt: 'You take bookings.', voiceId: 'aoede', isActive: true });
    expect(TestBed.inject(Router).url).toBe(`/agents/${created.id}`);
  });

  it('deletes only after the name is typed', async () => {
    const agent = anAgent({ name: 'Reception', conversationCount: 1 });
    const page = await open(agent);
    await page.click('Delete');
    const confirm = TestBed.inject(ConfirmService);
    expect(confirm.current()?.question).toMatchObject({ typed: 'Reception', isDangerous: true });
    expect(confirm.current()?.question.consequences?.join()).toContain('1 conversation stay');
    confirm.settle(false);
    await page.settle();
    page.verify();
    await page.click('Delete');
    confirm.settle(true);
    await page.settle();
    await page.answer('DELETE', `agents/${agent.id}`, null);
    expect(TestBed.inject(Router).url).toBe('/agents');
  });

  it('is read-only for members', async () => {
    const page = await open(anAgent(), 'member');
    expect(page.find<HTMLFieldSetElement>('fieldset').disabled).toBe(true);
    expect(page.text).toContain('not change them');
    expect(() => page.control('Delete')).toThrow();
  });
});

describe('agent draft', () => {
  it('goes to the form and back unchanged', () => {
    const agent = anAgent({ tools: [{ name: 'a', description: 'b' }] });
    const { name, greeting, systemPrompt, voiceId, isActive, tools, allowedOrigins, widget } = agent;
    expect(bodyOf(draftOf(agent))).toEqual({ name, greeting, systemPrompt, voiceId, isActive, tools, allowedOrigins, widget });
  });

  it.each([
    ['#ffffff', '#000000'],
    ['#37cbea', '#000000'],
    ['#0b1b3b', '#ffffff'],
    ['#c00000', '#ffffff'],
  ])('on %s one reads %s', (colour, text) => expect(readableOn(colour)).toBe(text));
});
