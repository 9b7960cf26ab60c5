import assert from 'node:assert/strict';
import { test } from 'node:test';
import { receipt } from '../src/receipt.js';

test('a receipt lists what was bought and ends with the total', () => {
  const text = receipt([{ name: 'apple', price: 30, quantity: 4 }]);
  assert.match(text, /4 x apple {2}0\.30/);
  assert.match(text, /total {2}1\.20$/);
});
