import { SendGate } from './send-gate.js';

/** Who was let in, in order; those turned away have a minus. */
function visitors(gate: SendGate) {
  const seen: string[] = [];
  const visit = (name: string, priority: number): void => void gate.enter(priority).then((isOpen) => seen.push(isOpen ? name : `-${name}`));
  return { seen, visit };
}
const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

it('lets in as many as the server is to have, then one for each answer', async () => {
  const gate = new SendGate({ sending: 2, inDoubt: 10 });
  const { seen, visit } = visitors(gate);
  for (const name of ['a', 'b', 'c', 'd']) visit(name, 1);
  await turn();
  expect(seen).toEqual(['a', 'b']);
  gate.answered();
  await turn();
  expect(seen).toEqual(['a', 'b', 'c']);
});

it('lets nobody in while too many answers are unwritten', async () => {
  const gate = new SendGate({ sending: 2, inDoubt: 3 });
  const { seen, visit } = visitors(gate);
  for (const name of ['a', 'b', 'c', 'd']) visit(name, 1);
  gate.answered();
  gate.answered();
  await turn();
  expect(seen).toEqual(['a', 'b', 'c']);
  gate.written();
  await turn();
  expect(seen).toEqual(['a', 'b', 'c', 'd']);
});

it('lets the urgent pass those that can wait, and keeps the order among equals', async () => {
  const gate = new SendGate({ sending: 1, inDoubt: 9 });
  const { seen, visit } = visitors(gate);
  const order: readonly [string, number][] = [
    ['first', 2],
    ['digest', 2],
    ['receipt', 1],
    ['reset', 0],
    ['receipt 2', 1],
    ['reset 2', 0],
  ];
  for (const [name, priority] of order) visit(name, priority);
  for (let index = 0; index < order.length; index++) gate.answered();
  await turn();
  expect(seen).toEqual(['first', 'reset', 'reset 2', 'receipt', 'receipt 2', 'digest']);
});

it('turns those who wait away when it closes, and everybody after', async () => {
  const gate = new SendGate({ sending: 1, inDoubt: 9 });
  const { seen, visit } = visitors(gate);
  visit('inside', 1);
  visit('waiting', 1);
  gate.close();
  visit('late', 1);
  await turn();
  expect(seen).toEqual(['inside', '-waiting', '-late']);
});
