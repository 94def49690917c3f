import { z } from 'zod'
import { text } from '../../kit/input.ts'
import { SHOP_ROLES } from './role-names.ts'

export const skillsField = () =>
  z
    .array(text({ max: 60 }))
    .max(40)
    .transform((skills) => [...new Set(skills)])

/** How much one resource takes on at once: 1 unless it is a bench of several places or a person who watches two cars. */
export const lanesField = () => z.int().min(1).max(32)

/** The most minutes of work in a day; null lifts the limit. */
export const dailyMinutesField = () => z.int().min(15).max(1440).nullable()

export const rolesField = () =>
  z
    .array(z.enum(SHOP_ROLES))
    .min(1)
    .max(SHOP_ROLES.length)
    .transform((roles) => [...new Set(roles)])
