import { z } from 'zod'
import { type FieldError, refuseWrong } from '../../kit/errors.ts'
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

/** What is wrong with a contact once the region is known in which its phone is read. */
export function contactFindings(
  contact: ContactInput | undefined,
  region: string,
  prefix: string,
): FieldError[] {
  if (!contact?.phone || parsePhone(contact.phone, region)) return []
  return [{ pointer: `${prefix}/phone`, key: 'phone' }]
}

/** The contact with its phone in E.164, read in the shop's region; 400 on `<prefix>/phone` for no valid number. */
export function readContact(
  contact: ContactInput,
  region: string,
  prefix: string,
): { name: string; email: string | null; phone: string | null } {
  refuseWrong(contactFindings(contact, region, prefix))
  const phone = contact.phone ? parsePhone(contact.phone, region) : null
  return { name: contact.name, email: contact.email ?? null, phone }
}
