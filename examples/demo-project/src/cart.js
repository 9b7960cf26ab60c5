/** What one line of a cart costs, in cents. */
export function lineTotal(line) {
  return line.price * line.quantity;
}

/** What a whole cart costs, in cents. */
export function cartTotal(lines) {
  return lines.reduce((sum, line) => sum + lineTotal(line), 0);
}
