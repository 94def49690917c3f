/** Labour, parts, fees (shop supplies, disposal), work bought from another firm, and what is taken off. */
export const LINE_KINDS = ['labour', 'part', 'fee', 'sublet', 'discount'] as const
export type LineKind = (typeof LINE_KINDS)[number]
