/** An order's number as screens write it. */
export function numberText(number: number | string): string {
  return `RO-${number}`
}

/** What it is in a word or two: "Toyota Corolla", "iPhone 14". */
export function assetName({ make, brand, model }: { make?: string; brand?: string; model: string }): string {
  const maker = make ?? brand ?? ''
  return model.toLowerCase().startsWith(maker.toLowerCase()) ? model : `${maker} ${model}`
}
