import { expect, test } from 'vitest';
import { createSlots } from './slots.ts';

test('never more at work than places, in order of arrival, and a failure gives its place back', async () => {
  const slots = createSlots(2, 10);
  const order: number[] = [];
  let atWork = 0;
  let most = 0;
  const results = await Promise.allSettled(
    [1, 2, 3, 4, 5].map((number) =>
      slots.run(async () => {
        atWork += 1;
        most = Math.max(most, atWork);
        order.push(number);
        await Promise.resolve();
        atWork -= 1;
        if (number === 2) throw new Error('broken');
        return number;
      }),
    ),
  );
  expect(most).toBe(2);
  expect(order).toEqual([1, 2, 3, 4, 5]);
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
});

test('whoever comes when the queue is full is sent away', async () => {
  const slots = createSlots(1, 1);
  let release = () => {};
  const first = slots.run(() => new Promise<void>((resolve) => (release = resolve)));
  const second = slots.run(async () => 'second');
  await expect(slots.run(async () => 'third')).rejects.toMatchObject({ code: 'unavailable' });
  release();
  await first;
  expect(await second).toBe('second');
});
