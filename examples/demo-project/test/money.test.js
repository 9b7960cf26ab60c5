import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatMoney } from '../src/money.js';

test('money is written with two decimals', () => {
  assert.equal(formatMoney(1250), '12.50');
  assert.equal(formatMoney(5), '0.05');
});

test('a refund has a minus sign', () => {
  assert.equal(formatMoney(-199), '-1.99');
});
