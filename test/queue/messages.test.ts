import { expect, it, onTestFinished } from 'vitest';
import { QueueStage } from './stage.ts';

it('a message that came while an agent was started is told to the next one', () => {
  const stage = new QueueStage();
  onTestFinished(() => {
    stage.close();
  });
  stage.add('Login');
  const { messages } = stage.queue;
  messages.add(1, 'use the new parser');
  const told = messages.open(1);
  messages.add(1, 'and mind the tax');
  messages.delivered(told);
  expect(messages.open(1).map(({ text }) => text)).toEqual(['and mind the tax']);
});
