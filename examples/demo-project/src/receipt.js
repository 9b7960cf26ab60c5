import { cartTotal } from './cart.js';
import { formatMoney } from './money.js';

/** The receipt of a cart, as text. */
export function receipt(lines) {
  const rows = lines.map((line) => `${line.quantity} x ${line.name}  ${formatMoney(line.price)}`);
  return [
    ...rows,
    `total  ${formatMoney(cartTotal(lines))}`,
  ].join('\n');
}
