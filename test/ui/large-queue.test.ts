import { afterEach, describe, it } from 'vitest';
import { closeAll, show } from './mount.ts';
import { feature, view } from './views.ts';

afterEach(closeAll);

const large = view({
  features: Array.from({ length: 100_000 }, (_, at) => feature(at + 1, `Part ${String(at + 1)}`)),
});

describe('the dashboard over a large queue', () => {
  it.each([
    [80, 24],
    [120, 40],
    [200, 60],
  ])('shows both ends of 100,000 features at %ix%i', async (columns, rows) => {
    const { sees, press } = show({ columns, rows, view: large });
    press('1');
    await sees(/ {5}1 Part 1 /);
    await sees('100000 features');
    press('G');
    await sees(/ 100000 Part 100000 /);
    press('g');
    await sees(/ {5}1 Part 1 /);
  });
});
