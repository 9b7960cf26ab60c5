import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cartTotal, lineTotal } from '../src/cart.js';

test('a line costs its price times its quantity', () => {
  assert.equal(lineTotal({ name: 'apple', price: 30, quantity: 4 }), 120);
});

test('a cart costs the sum of its lines', () => {
  const lines = [
    { name: 'apple', price: 30, quantity: 4 },
    { name: 'bread', price: 250, quantity: 1 },
  ];
  assert.equal(cartTotal(lines), 370);
});

test('an empty cart costs nothing', () => {
  assert.equal(cartTotal([]), 0);
});
