// ln 2 in two parts: the float and what it lacks.
const ln2 = 0.6931471805599453;
const ln2Rest = 2.3190468138462996e-17;

/**
 * ln(1 + x), relative error near 10^-16 also when x is near zero. 1 + x is halved or doubled into 0.7 … 1.42, then the
 * series of 2 artanh(y / (2 + y)). −Infinity for x ≤ −1; what is not finite comes back as it is.
 */
export function logOnePlus(x: number): number {
  if (x <= -1) return -Infinity;
  if (!(x < Infinity)) return x;
  let doublings = 0;
  let over = x;
  if (x > 0.42 || x < -0.3) {
    let near = 1 + x;
    for (; near > 1.42; near /= 2) doublings += 1;
    for (; near < 0.7; near *= 2) doublings -= 1;
    over = near - 1;
  }
  const ratio = over / (2 + over);
  const square = ratio * ratio;
  let series = 0;
  for (let odd = 25; odd >= 3; odd -= 2) series = (series + 1 / odd) * square;
  return doublings * ln2 + (2 * ratio + (2 * ratio * series + doublings * ln2Rest));
}
