/**
 * The values that Go's `rand.New(rand.NewSource(seed)).Float64()` draws, for recordings whose jitter came from it.
 * The generator adds two of its earlier values modulo 2⁶⁴. Go starts it from the state that it has after 7.8·10¹² steps;
 * instead of a table of that state, it is computed here by jumping ahead.
 */
const length = 607;
const tap = 273;
const stepsAhead = 7_800_000_000_000n;
const int32max = 2 ** 31 - 1;

/** A function that draws the next value between 0 and 1 at each call. */
export function goRandom(seed: number): () => number {
  const vector = seedVector(seed, 40n, 20n);
  for (const [index, value] of cooked().entries()) vector[index] = vector[index]! ^ value;
  let tapIndex = 0;
  let feedIndex = length - tap;
  return () => {
    tapIndex = (tapIndex + length - 1) % length;
    feedIndex = (feedIndex + length - 1) % length;
    const value = BigInt.asUintN(64, vector[feedIndex]! + vector[tapIndex]!);
    vector[feedIndex] = value;
    return Number(BigInt.asUintN(63, value)) / 2 ** 63;
  };
}

/** A linear congruential generator fills the first state. */
function seedVector(seed: number, firstShift: bigint, secondShift: bigint): BigUint64Array {
  const next = (x: number) => Number((BigInt(x) * 48271n) % BigInt(int32max));
  let x = ((seed % int32max) + int32max) % int32max || 89_482_311;
  for (let i = 0; i < 20; i++) x = next(x);
  const vector = new BigUint64Array(length);
  for (let i = 0; i < length; i++) {
    const parts = [0, 0, 0].map(() => {
      x = next(x);
      return BigInt(x);
    });
    vector[i] = (parts[0]! << firstShift) ^ (parts[1]! << secondShift) ^ parts[2]!;
  }
  return vector;
}

let cookedState: BigUint64Array | undefined;

function cooked(): BigUint64Array {
  cookedState ??= jumpAhead(seedVector(1, 20n, 10n));
  return cookedState;
}

/**
 * The state after {@link stepsAhead} steps. The k-th value is a linear function of the first 607, whose coefficients
 * are those of zᵏ modulo z⁶⁰⁷ − z³³⁴ − 1.
 */
function jumpAhead(vector: BigUint64Array): BigUint64Array {
  // The values in the order in which they were made: the vector is filled downwards from the feed.
  const place = (step: number) => (((length - tap - step) % length) + length) % length;
  const values = new BigUint64Array(2 * length);
  for (let k = 0; k < length; k++) values[k] = vector[place(k - length + 1)]!;
  for (let k = length; k < 2 * length; k++) values[k] = values[k - length]! + values[k - tap]!;

  let power = new BigUint64Array(length);
  power[0] = 1n;
  for (const bit of stepsAhead.toString(2)) {
    power = square(power);
    if (bit === '1') power = timesZ(power);
  }
  const result = new BigUint64Array(length);
  const firstStep = Number(stepsAhead % BigInt(length));
  for (let j = 0; j < length; j++) {
    let sum = 0n;
    for (let i = 0; i < length; i++) sum += power[i]! * values[i + j]!;
    result[place(firstStep + j - length + 1)] = BigInt.asUintN(64, sum);
  }
  return result;
}

function square(polynomial: BigUint64Array): BigUint64Array<ArrayBuffer> {
  const product = new BigUint64Array(2 * length - 1);
  for (let i = 0; i < length; i++) {
    const a = polynomial[i]!;
    if (a === 0n) continue;
    product[2 * i] = product[2 * i]! + a * a;
    for (let j = i + 1; j < length; j++) product[i + j] = product[i + j]! + 2n * a * polynomial[j]!;
  }
  for (let k = 2 * length - 2; k >= length; k--) reduce(product, k);
  return product.slice(0, length);
}

function timesZ(polynomial: BigUint64Array): BigUint64Array<ArrayBuffer> {
  const product = new BigUint64Array(length + 1);
  product.set(polynomial, 1);
  reduce(product, length);
  return product.slice(0, length);
}

/** z⁶⁰⁷ = z³³⁴ + 1 */
function reduce(polynomial: BigUint64Array, degree: number): void {
  const value = polynomial[degree]!;
  polynomial[degree - tap] = polynomial[degree - tap]! + value;
  polynomial[degree - length] = polynomial[degree - length]! + value;
}
