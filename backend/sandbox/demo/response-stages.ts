type Row = Record<string, unknown>;

/** A fraction that looks like chance and follows from the number alone: nothing else of the data moves by it. */
const wobble = (latency: number, prime: number): number => ((latency * prime) % 101) / 101;

/** An agent's turn with the stages of its answer: hearing is short, thinking the longest, and the voice sets in before the last word is there. */
export function withStages(turn: Row): Row {
  const latency = turn['latency_ms'];
  if (typeof latency !== 'number') return turn;
  const share = (least: number, prime: number): number => Math.round(latency * (least + 0.12 * wobble(latency, prime)));
  return { ...turn, listen_ms: share(0.2, 37), think_ms: share(0.45, 59), speak_ms: share(0.18, 83) };
}

/** What a conversation knows of its first answer. */
export function firstResponseOf(turns: readonly Row[]): Row {
  const { latency_ms, listen_ms, think_ms, speak_ms } = turns.find(({ speaker }) => speaker === 'agent') ?? {};
  const measured = { first_response_ms: latency_ms, first_listen_ms: listen_ms, first_think_ms: think_ms, first_speak_ms: speak_ms };
  return Object.fromEntries(Object.entries(measured).map(([column, value]) => [column, value ?? null]));
}
