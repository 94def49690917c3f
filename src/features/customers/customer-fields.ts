import { z } from 'zod'
import { invalid } from '../../kit/errors.ts'
import { email, longText, parsePhone, phoneText, text } from '../../kit/input.ts'

/** What staff write down of a customer. */
export const customerFields = {
  name: text({ max: 200 }),
  email: email().nullish(),
  phone: phoneText().nullish(),
  address: longText({ max: 500 }).nullish(),
  locale: z.enum(['en', 'fa']).optional(),
  /** For the shop's people only. */
  notes: longText({ max: 5000 }).nullish(),
}

/** A typed phone in E.164, read in the shop's region; null for none, 400 on `/phone` for no valid number. */
export function readPhone(typed: string | null | undefined, region: string): string | null {
  if (typed == null) return null
  const phone = parsePhone(typed, region)
  if (!phone) throw invalid('/phone', 'phone')
  return phone
}
