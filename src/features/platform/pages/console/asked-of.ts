import { redirect } from 'react-router'
import type { z } from 'zod'

/** What the address of a list asks; what it says wrongly is dropped from it. */
export function askedOf<Schema extends z.ZodType>(
  { searchParams, pathname }: URL,
  schema: Schema,
): z.output<Schema> {
  const said = Object.fromEntries([...searchParams].filter(([, value]) => value !== ''))
  const asked = schema.safeParse(said)
  if (!asked.success) throw redirect(pathname)
  return asked.data
}
