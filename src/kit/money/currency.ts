/**
 * Decimal places of the minor unit where they are not 2. ISO 4217, with one choice of ours: IRR counts whole
 * rials (ISO says 2, nobody writes dinars of a rial).
 */
const exponents: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF IRR ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
      .split(' ')
      .map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
}

/** Decimal places of a currency's minor unit: USD 2, IRR 0, JPY 0, KWD 3. */
export function exponentOf(currency: string): number {
  return exponents[currency] ?? 2
}

/** True for a currency code that is in use. */
export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && Intl.supportedValuesOf('currency').includes(code)
}
