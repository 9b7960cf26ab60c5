/** Numbers of at least 0 and less than 1. */
export type Fractions = () => number;

/** A draw from the Beta distribution with these two counts (each more than 0). PURE: chance comes as an argument. */
export function drawBeta(successes: number, failures: number, next: Fractions): number {
  const won = drawGamma(successes, next);
  const lost = drawGamma(failures, next);
  return won + lost === 0 ? successes / (successes + failures) : won / (won + lost);
}

/** Marsaglia and Tsang, "A simple method for generating gamma variables" (2000): two tries out of 100 are thrown away. */
function drawGamma(shape: number, next: Fractions): number {
  // Below 1 the method does not hold; the last line of their paper says how to come from above.
  if (shape < 1) return drawGamma(shape + 1, next) * (1 - next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (let tries = 0; tries < triesMax; tries += 1) {
    const x = drawNormal(next);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
  return shape;
}

const triesMax = 1_000;

function drawNormal(next: Fractions): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}
