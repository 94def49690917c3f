import { allocate, mulDiv, safeInteger } from './integer.ts'

/** An amount in minor units (whole rials for IRR) and its ISO 4217 currency. */
export interface Money {
  amount: number
  currency: string
}

/** Quantities are counted in thousandths: 1.5 hours is 1500. */
export const QUANTITY_UNIT = 1000

/** Rates (tax, percent discounts) are counted in millionths: 8.875 % is 88 750. */
export const RATE_UNIT = 1_000_000

/** An amount of money; throws a RangeError where it is no safe integer. */
export function money(amount: number, currency: string): Money {
  return { amount: safeInteger(amount), currency }
}

function sameCurrency(a: Money, b: Money): string {
  if (a.currency !== b.currency) throw new TypeError(`${a.currency} and ${b.currency} do not mix`)
  return a.currency
}

/** a + b; throws a TypeError on two currencies. */
export function addMoney(a: Money, b: Money): Money {
  return money(a.amount + b.amount, sameCurrency(a, b))
}

/** a - b; throws a TypeError on two currencies. */
export function subtractMoney(a: Money, b: Money): Money {
  return money(a.amount - b.amount, sameCurrency(a, b))
}

/** The same amount the other way. */
export function negateMoney(value: Money): Money {
  return money(-value.amount, value.currency)
}

/** The sum; `currency` is that of an empty list and must be that of every item. */
export function sumMoney(items: readonly Money[], currency: string): Money {
  return items.reduce(addMoney, money(0, currency))
}

/** Negative, zero or positive as a is less than, equal to or more than b; throws a TypeError on two currencies. */
export function compareMoney(a: Money, b: Money): number {
  sameCurrency(a, b)
  return a.amount - b.amount
}

/** Money times a quantity in thousandths, rounded half away from zero to the minor unit. */
export function multiplyMoney(value: Money, quantity: number): Money {
  return money(mulDiv(value.amount, quantity, QUANTITY_UNIT), value.currency)
}

/** Money times a rate in millionths, rounded half away from zero to the minor unit. */
export function rateOfMoney(value: Money, rate: number): Money {
  return money(mulDiv(value.amount, rate, RATE_UNIT), value.currency)
}

/** Money split by weights into parts that add up to it exactly (see `allocate`). */
export function allocateMoney(value: Money, weights: readonly number[]): Money[] {
  return allocate(value.amount, weights).map((amount) => money(amount, value.currency))
}
