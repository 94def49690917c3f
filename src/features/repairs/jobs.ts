/** Where the customer's yes to a job stands: never asked, asked, given, refused (and perhaps revived later). */
export const AUTHORISATIONS = ['not_asked', 'pending', 'authorised', 'declined'] as const
export type Authorisation = (typeof AUTHORISATIONS)[number]

export const LINE_KINDS = ['labour', 'part', 'fee', 'sublet', 'discount'] as const
export type LineKind = (typeof LINE_KINDS)[number]
