/** One message of a stream of server-sent events. */
export interface ServerEvent {
  /** `message` where the server gives none. */
  readonly name: string;
  readonly data: string;
}

/** Takes a text/event-stream apart while it grows. Half a message waits for its other half; comments and empty messages are nothing. */
export class EventText {
  private taken = 0;

  /** The messages that have become whole. `text` is everything since the beginning. */
  take(text: string): readonly ServerEvent[] {
    const events: ServerEvent[] = [];
    for (;;) {
      const end = /\r?\n\r?\n/.exec(text.slice(this.taken));
      if (!end) return events;
      const event = eventOf(text.slice(this.taken, this.taken + end.index));
      this.taken += end.index + end[0].length;
      if (event) events.push(event);
    }
  }
}

function eventOf(block: string): ServerEvent | null {
  let name = 'message';
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const [, field = '', value = ''] = /^(\w*):? ?(.*)$/.exec(line) ?? [];
    if (field === 'event') name = value;
    if (field === 'data') data.push(value);
  }
  return data.length > 0 ? { name, data: data.join('\n') } : null;
}
