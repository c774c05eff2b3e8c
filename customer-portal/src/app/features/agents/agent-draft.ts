import type { Agent, AgentTool, CreateAgent, WidgetLook } from '@orbisvoice/shared-dto';
import { VOICES } from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';

/** An agent as the form holds it: selects and inputs are text. */
export interface AgentDraft {
  name: string;
  greeting: string;
  systemPrompt: string;
  voiceId: string;
  isActive: boolean;
  tools: AgentTool[];
  allowedOrigins: string[];
  widget: { position: string; colour: string; isOpen: boolean };
}

const POSITIONS = ['bottom-right', 'bottom-left'] as const satisfies readonly WidgetLook['position'][];

/** What a new agent starts with; the same defaults as the API's. */
export function emptyDraft(): AgentDraft {
  return {
    name: '',
    greeting: '',
    systemPrompt: '',
    voiceId: VOICES[0],
    isActive: true,
    tools: [],
    allowedOrigins: [],
    widget: { position: 'bottom-right', colour: '#0b1b3b', isOpen: false },
  };
}

export function draftOf(agent: Agent): AgentDraft {
  const { name, greeting, systemPrompt, voiceId, isActive, tools, allowedOrigins, widget } = agent;
  return { name, greeting, systemPrompt, voiceId, isActive, tools, allowedOrigins, widget };
}

/** The request for a draft. A word the lists do not know cannot come from the form; it falls back to the default. */
export function bodyOf(draft: AgentDraft): CreateAgent {
  return {
    ...draft,
    voiceId: oneOf(draft.voiceId, VOICES) ?? VOICES[0],
    widget: { ...draft.widget, position: oneOf(draft.widget.position, POSITIONS) ?? 'bottom-right' },
  };
}

/** Black or white, whichever reads better on a colour (WCAG relative luminance). */
export function readableOn(colour: string): '#000000' | '#ffffff' {
  const channels = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
}
