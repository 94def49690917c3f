/** A whole number that JavaScript holds exactly; throws a RangeError for any other. Never -0. */
export function safeInteger(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${value}`)
  return value === 0 ? 0 : value
}

/**
 * `a * b / divisor` for integers, rounded half away from zero, so that a credit note mirrors its invoice.
 * The product may be larger than a safe integer; the result may not (RangeError).
 */
export function mulDiv(a: number, b: number, divisor: number): number {
  const product = a * b
  if (Number.isSafeInteger(product) && Number.isSafeInteger(divisor)) {
    const rest = product % divisor
    const quotient = (product - rest) / divisor
    const away = Math.abs(rest) * 2 >= Math.abs(divisor) ? Math.sign(product) * Math.sign(divisor) : 0
    return safeInteger(quotient + away)
  }
  return safeInteger(Number(bigMulDiv(BigInt(a), BigInt(b), BigInt(divisor))))
}

function bigMulDiv(a: bigint, b: bigint, divisor: bigint): bigint {
  const product = a * b
  const abs = (value: bigint) => (value < 0n ? -value : value)
  const magnitude = (abs(product) * 2n + abs(divisor)) / (abs(divisor) * 2n)
  return product < 0n === divisor < 0n ? magnitude : -magnitude
}

/**
 * Splits a whole amount by weights (not negative, not all zero) into whole parts that add up to it exactly:
 * each part is its share rounded down, what is left goes one by one to the largest remainders, the first on a tie.
 * The parts of a negative amount mirror those of the positive one.
 */
export function allocate(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (total <= 0n || weights.some((weight) => weight < 0)) throw new RangeError('weights must be positive')
  const sign = Math.sign(amount)
  const whole = BigInt(Math.abs(safeInteger(amount)))
  const shares = weights.map((weight, index) => {
    const exact = whole * BigInt(weight)
    return { index, part: exact / total, rest: exact % total }
  })
  let left = whole - shares.reduce((sum, share) => sum + share.part, 0n)
  const parts = shares.map((share) => share.part)
  for (const { index, part } of shares.toSorted((a, b) =>
    a.rest === b.rest ? a.index - b.index : a.rest < b.rest ? 1 : -1,
  )) {
    if (left === 0n) break
    parts[index] = part + 1n
    left--
  }
  return parts.map((part) => safeInteger(sign * Number(part)))
}
