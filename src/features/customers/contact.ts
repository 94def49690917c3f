import { z } from 'zod'
import { invalid } from '../../kit/errors.ts'
import { email, parsePhone, phoneText, text } from '../../kit/input.ts'

/** `{name, email?, phone?}` with at least one of the two, as a guest or the counter gives it. */
export const ContactInput = z
  .strictObject({
    name: text({ max: 200 }),
    email: email().nullish(),
    phone: phoneText().nullish(),
  })
  .refine((contact) => contact.email || contact.phone, { path: ['phone'], params: { key: 'emailOrPhone' } })

export type ContactInput = z.output<typeof ContactInput>

/** The contact with its phone in E.164, read in the shop's region; 400 on `<prefix>/phone` for no valid number. */
export function readContact(
  contact: ContactInput,
  region: string,
  prefix: string,
): { name: string; email: string | null; phone: string | null } {
  const phone = contact.phone ? parsePhone(contact.phone, region) : null
  if (contact.phone && !phone) throw invalid(`${prefix}/phone`, 'phone')
  return { name: contact.name, email: contact.email ?? null, phone }
}
